package example;

/** Runs the programs that are named, all from the class path of this one. */
public final class InOneLoader {
    private InOneLoader() {}

    public static void main(String[] names) throws Exception {
        for (String name : names) {
            Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) names);
        }
    }
}

module example.echo {
    requires io.ringwake;

    exports example;
}

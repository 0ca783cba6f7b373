/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jni_load.c: registers the natives when the JVM loads the library.
 *
 * Which class to register is asked of the thread that loads: io.ringwake.ffi.JniLoading, whatever it
 * is called after relocation, answers callsClass() with its own JniCalls. No name is involved, so
 * several copies of the classes in one JVM each get their own library. A thread that does not know
 * the method is a program that loads the library itself: then the class is looked up by its original
 * name through the loader that loads. If it is not there either, the load succeeds with nothing
 * registered: the Java side then reports the first unbound method. If the class does not match, the
 * load fails, and the JVM shows the pending NoSuchMethodError.
 */

#include "jni/jni_calls.h"

#define CALLS_CLASS "io/ringwake/ffi/JniCalls"

/* NULL, and no exception pending, if this thread is not one of ours. */
static jclass answer_of_thread(JNIEnv *env)
{
    jclass type = (*env)->FindClass(env, "java/lang/Thread");
    jmethodID method;
    jobject thread;
    jclass calls;

    method =
        type ? (*env)->GetStaticMethodID(env, type, "currentThread", "()Ljava/lang/Thread;") : NULL;
    thread = method ? (*env)->CallStaticObjectMethod(env, type, method) : NULL;
    if ((*env)->ExceptionCheck(env) || !thread) {
        (*env)->ExceptionClear(env);
        return NULL;
    }
    method = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, thread), "callsClass",
                                 "()Ljava/lang/Class;");
    calls = method ? (*env)->CallObjectMethod(env, thread, method) : NULL;
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionClear(env);
        return NULL;
    }
    return calls;
}

/* NULL, and no exception pending, if the loader of this library has no such class. */
static jclass class_by_name(JNIEnv *env)
{
    jclass found = (*env)->FindClass(env, CALLS_CLASS);

    if (!found) {
        (*env)->ExceptionClear(env);
    }
    return found;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
    JNIEnv *env = NULL;
    void *environment = NULL;
    jclass calls;

    (void)reserved;
    if ((*vm)->GetEnv(vm, &environment, JNI_VERSION_1_8) != JNI_OK) {
        return JNI_ERR;
    }
    env = environment;
    calls = answer_of_thread(env);
    if (!calls) {
        calls = class_by_name(env);
    }
    if (!calls) {
        return JNI_VERSION_1_8;
    }
    if ((*env)->RegisterNatives(env, calls, rw_jni_methods, rw_jni_method_count) != JNI_OK) {
        return JNI_ERR;
    }
    return JNI_VERSION_1_8;
}

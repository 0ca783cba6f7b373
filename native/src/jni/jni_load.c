/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jni_load.c: registers the natives when the JVM loads the library.
 *
 * The class is looked up through the loader that loads the library. If it is not there (the package
 * was relocated, or another program loads the library) the load succeeds with nothing registered:
 * the Java side then reports the first unbound method. If it is there but does not match, the load
 * fails, and the JVM shows the pending NoSuchMethodError.
 */

#include "jni/jni_calls.h"

#define CALLS_CLASS "io/ringwake/ffi/JniCalls"

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
    calls = (*env)->FindClass(env, CALLS_CLASS);
    if (!calls) {
        (*env)->ExceptionClear(env);
        return JNI_VERSION_1_8;
    }
    if ((*env)->RegisterNatives(env, calls, rw_jni_methods, rw_jni_method_count) != JNI_OK) {
        return JNI_ERR;
    }
    (*env)->DeleteLocalRef(env, calls);
    return JNI_VERSION_1_8;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jni_calls.h: the table that binds io.ringwake.ffi.JniCalls to the C ABI.
 *
 * A JNI function converts its arguments and calls one rw_ function. Addresses travel as jlong. The
 * methods may be instance or static: the second argument is not looked at.
 */
#ifndef RINGWAKE_JNI_CALLS_H
#define RINGWAKE_JNI_CALLS_H

#include <jni.h>

extern const JNINativeMethod rw_jni_methods[];
extern const jint rw_jni_method_count;

#endif /* RINGWAKE_JNI_CALLS_H */

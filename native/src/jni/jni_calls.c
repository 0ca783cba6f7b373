/* SPDX-License-Identifier: Apache-2.0 */
/* jni_calls.c: one function per method of io.ringwake.ffi.JniCalls, and the table of them. */

#include "jni/jni_calls.h"

#include "ringwake.h"

static void *pointer(jlong address)
{
    return (void *)(intptr_t)address;
}

static jint JNICALL abi_version(JNIEnv *env, jobject self)
{
    (void)env;
    (void)self;
    return rw_abi_version();
}

static jint JNICALL ring_open(JNIEnv *env, jobject self, jlong params, jlong out)
{
    (void)env;
    (void)self;
    return rw_ring_open(pointer(params), pointer(out));
}

static jint JNICALL ring_layout(JNIEnv *env, jobject self, jlong ring, jlong out)
{
    (void)env;
    (void)self;
    return rw_ring_layout(pointer(ring), pointer(out));
}

static jint JNICALL ring_enter(JNIEnv *env, jobject self, jlong ring, jint to_submit,
                               jint min_complete, jlong timeout_nanos)
{
    (void)env;
    (void)self;
    return rw_ring_enter(pointer(ring), (uint32_t)to_submit, (uint32_t)min_complete, timeout_nanos);
}

static jint JNICALL ring_wake(JNIEnv *env, jobject self, jlong ring)
{
    (void)env;
    (void)self;
    return rw_ring_wake(pointer(ring));
}

static jint JNICALL ring_rearm_wake(JNIEnv *env, jobject self, jlong ring)
{
    (void)env;
    (void)self;
    return rw_ring_rearm_wake(pointer(ring));
}

static void JNICALL ring_close(JNIEnv *env, jobject self, jlong ring)
{
    (void)env;
    (void)self;
    rw_ring_close(pointer(ring));
}

static jint JNICALL probe_backend(JNIEnv *env, jobject self, jint backend, jlong out)
{
    (void)env;
    (void)self;
    return rw_probe_backend((uint32_t)backend, pointer(out));
}

static jlong JNICALL page_size(JNIEnv *env, jobject self)
{
    (void)env;
    (void)self;
    return rw_page_size();
}

static jint JNICALL memory_map(JNIEnv *env, jobject self, jlong size, jlong out)
{
    (void)env;
    (void)self;
    return rw_memory_map((uint64_t)size, pointer(out));
}

static jint JNICALL memory_unmap(JNIEnv *env, jobject self, jlong address, jlong size)
{
    (void)env;
    (void)self;
    return rw_memory_unmap(pointer(address), (uint64_t)size);
}

static jint JNICALL mirror_map(JNIEnv *env, jobject self, jlong size, jlong out)
{
    (void)env;
    (void)self;
    return rw_mirror_map((uint64_t)size, pointer(out));
}

static jint JNICALL mirror_unmap(JNIEnv *env, jobject self, jlong address, jlong size)
{
    (void)env;
    (void)self;
    return rw_mirror_unmap(pointer(address), (uint64_t)size);
}

static jint JNICALL address_encode(JNIEnv *env, jobject self, jlong address, jlong sockaddr)
{
    (void)env;
    (void)self;
    return rw_address_encode(pointer(address), pointer(sockaddr));
}

static jint JNICALL address_decode(JNIEnv *env, jobject self, jlong sockaddr, jint length,
                                   jlong out)
{
    (void)env;
    (void)self;
    return rw_address_decode(pointer(sockaddr), (uint32_t)length, pointer(out));
}

static jint JNICALL socket_open(JNIEnv *env, jobject self, jint family)
{
    (void)env;
    (void)self;
    return rw_socket_open((uint32_t)family);
}

static jint JNICALL socket_bind(JNIEnv *env, jobject self, jint fd, jlong address)
{
    (void)env;
    (void)self;
    return rw_socket_bind(fd, pointer(address));
}

static jint JNICALL socket_listen(JNIEnv *env, jobject self, jint fd, jint backlog)
{
    (void)env;
    (void)self;
    return rw_socket_listen(fd, backlog);
}

static jint JNICALL socket_local(JNIEnv *env, jobject self, jint fd, jlong out)
{
    (void)env;
    (void)self;
    return rw_socket_local(fd, pointer(out));
}

static jint JNICALL socket_peer(JNIEnv *env, jobject self, jint fd, jlong out)
{
    (void)env;
    (void)self;
    return rw_socket_peer(fd, pointer(out));
}

static jint JNICALL socket_set_option(JNIEnv *env, jobject self, jint fd, jint option, jint value)
{
    (void)env;
    (void)self;
    return rw_socket_set_option(fd, (uint32_t)option, value);
}

static jint JNICALL socket_get_option(JNIEnv *env, jobject self, jint fd, jint option, jlong out)
{
    (void)env;
    (void)self;
    return rw_socket_get_option(fd, (uint32_t)option, pointer(out));
}

static jint JNICALL fd_close(JNIEnv *env, jobject self, jint fd)
{
    (void)env;
    (void)self;
    return rw_fd_close(fd);
}

static jint JNICALL thread_set_affinity(JNIEnv *env, jobject self, jlong mask, jint words)
{
    (void)env;
    (void)self;
    return rw_thread_set_affinity(pointer(mask), (uint32_t)words);
}

static jint JNICALL thread_affinity(JNIEnv *env, jobject self, jlong mask, jint words)
{
    (void)env;
    (void)self;
    return rw_thread_affinity(pointer(mask), (uint32_t)words);
}

static jint JNICALL thread_location(JNIEnv *env, jobject self, jlong out)
{
    (void)env;
    (void)self;
    return rw_thread_location(pointer(out));
}

static jint JNICALL memory_bind(JNIEnv *env, jobject self, jlong address, jlong size, jint node,
                                jint policy)
{
    (void)env;
    (void)self;
    return rw_memory_bind(pointer(address), (uint64_t)size, (uint32_t)node, (uint32_t)policy);
}

static jint JNICALL memory_nodes(JNIEnv *env, jobject self, jlong address, jlong size, jlong out)
{
    (void)env;
    (void)self;
    return rw_memory_nodes(pointer(address), (uint64_t)size, pointer(out));
}

static jint JNICALL errno_number(JNIEnv *env, jobject self, jint index)
{
    (void)env;
    (void)self;
    return rw_errno_number((uint32_t)index);
}

static jint JNICALL limits(JNIEnv *env, jobject self, jlong out)
{
    (void)env;
    (void)self;
    return rw_limits(pointer(out));
}

static jint JNICALL sysctl(JNIEnv *env, jobject self, jlong name, jlong out)
{
    (void)env;
    (void)self;
    return rw_sysctl(pointer(name), pointer(out));
}

static jint JNICALL abi_layout(JNIEnv *env, jobject self, jint index)
{
    (void)env;
    (void)self;
    return rw_abi_layout((uint32_t)index);
}

/* The two conveniences that are not part of the ABI: a ByteBuffer over native memory, and back. */
static jobject JNICALL view(JNIEnv *env, jobject self, jlong address, jlong size)
{
    (void)self;
    return (*env)->NewDirectByteBuffer(env, pointer(address), size);
}

static jlong JNICALL address(JNIEnv *env, jobject self, jobject buffer)
{
    (void)self;
    return (jlong)(intptr_t)(*env)->GetDirectBufferAddress(env, buffer);
}

/* JNINativeMethod has no const members in jni.h; the JVM does not write through them. */
#define METHOD(name, signature, function)                                                          \
    {(char *)(uintptr_t)(name), (char *)(uintptr_t)(signature), (void *)(uintptr_t)(function)}

const JNINativeMethod rw_jni_methods[] = {
    METHOD("abiVersion", "()I", abi_version),
    METHOD("ringOpen", "(JJ)I", ring_open),
    METHOD("ringLayout", "(JJ)I", ring_layout),
    METHOD("ringEnter", "(JIIJ)I", ring_enter),
    METHOD("ringWake", "(J)I", ring_wake),
    METHOD("ringRearmWake", "(J)I", ring_rearm_wake),
    METHOD("ringClose", "(J)V", ring_close),
    METHOD("probeBackend", "(IJ)I", probe_backend),
    METHOD("pageSize", "()J", page_size),
    METHOD("memoryMap", "(JJ)I", memory_map),
    METHOD("memoryUnmap", "(JJ)I", memory_unmap),
    METHOD("mirrorMap", "(JJ)I", mirror_map),
    METHOD("mirrorUnmap", "(JJ)I", mirror_unmap),
    METHOD("addressEncode", "(JJ)I", address_encode),
    METHOD("addressDecode", "(JIJ)I", address_decode),
    METHOD("socketOpen", "(I)I", socket_open),
    METHOD("socketBind", "(IJ)I", socket_bind),
    METHOD("socketListen", "(II)I", socket_listen),
    METHOD("socketLocal", "(IJ)I", socket_local),
    METHOD("socketPeer", "(IJ)I", socket_peer),
    METHOD("socketSetOption", "(III)I", socket_set_option),
    METHOD("socketGetOption", "(IIJ)I", socket_get_option),
    METHOD("fdClose", "(I)I", fd_close),
    METHOD("threadSetAffinity", "(JI)I", thread_set_affinity),
    METHOD("threadAffinity", "(JI)I", thread_affinity),
    METHOD("threadLocation", "(J)I", thread_location),
    METHOD("memoryBind", "(JJII)I", memory_bind),
    METHOD("memoryNodes", "(JJJ)I", memory_nodes),
    METHOD("errnoNumber", "(I)I", errno_number),
    METHOD("limits", "(J)I", limits),
    METHOD("sysctl", "(JJ)I", sysctl),
    METHOD("abiLayout", "(I)I", abi_layout),
    METHOD("view", "(JJ)Ljava/nio/ByteBuffer;", view),
    METHOD("address", "(Ljava/nio/ByteBuffer;)J", address),
};

const jint rw_jni_method_count = (jint)(sizeof(rw_jni_methods) / sizeof(rw_jni_methods[0]));

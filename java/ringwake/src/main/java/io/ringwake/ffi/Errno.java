package io.ringwake.ffi;

/**
 * The error numbers Ringwake knows by name, each with what it usually means for a user.
 *
 * <p>The numbers themselves differ between Linux and macOS: {@link ErrnoTable} asks the C library.
 * The order of the constants is that of the table in {@code src/platform/errno.c}.
 */
public enum Errno {
    /**
     * Not permitted: the process lacks a privilege, or a security policy (seccomp, LSM) forbids the
     * call.
     */
    EPERM(
            "not permitted: the process lacks a privilege, or a security policy (seccomp, LSM)"
                    + " forbids the call"),
    /** Nothing of that name or number exists. */
    ENOENT("nothing of that name or number exists"),
    /** No such process. */
    ESRCH("no such process"),
    /** A signal interrupted the call; it can be repeated. */
    EINTR("a signal interrupted the call; it can be repeated"),
    /** The device or the remote file system failed. */
    EIO("the device or the remote file system failed"),
    /** The descriptor is not open: it was closed elsewhere, or closed twice. */
    EBADF("the descriptor is not open: it was closed elsewhere, or closed twice"),
    /** Not now: the operation would block, or the kernel is short of a resource for a moment. */
    EAGAIN("not now: the operation would block, or the kernel is short of a resource for a moment"),
    /**
     * Out of memory or over the locked-memory limit: see ulimit -l and the memory limit of the
     * control group.
     */
    ENOMEM(
            "out of memory or over the locked-memory limit: see ulimit -l and the memory limit of"
                    + " the control group"),
    /** Permission denied: a port below 1024, a protected path, or a security policy. */
    EACCES("permission denied: a port below 1024, a protected path, or a security policy"),
    /** An address handed to the kernel is not mapped: memory was released too early. */
    EFAULT("an address handed to the kernel is not mapped: memory was released too early"),
    /** In use: completions wait to be reaped, or the resource has another owner. */
    EBUSY("in use: completions wait to be reaped, or the resource has another owner"),
    /** It exists already, or the ring belongs to another thread. */
    EEXIST("it exists already, or the ring belongs to another thread"),
    /** A component of the path is not a directory. */
    ENOTDIR("a component of the path is not a directory"),
    /** The path is a directory. */
    EISDIR("the path is a directory"),
    /** An argument is out of range, or this kernel does not know the operation. */
    EINVAL("an argument is out of range, or this kernel does not know the operation"),
    /** The system has no descriptor left: see /proc/sys/fs/file-max. */
    ENFILE("the system has no descriptor left: see /proc/sys/fs/file-max"),
    /** The process has no descriptor left: raise ulimit -n or close what is not needed. */
    EMFILE("the process has no descriptor left: raise ulimit -n or close what is not needed"),
    /** No space left on the device, or a watch limit was reached. */
    ENOSPC("no space left on the device, or a watch limit was reached"),
    /** The descriptor cannot seek: it is a socket or a pipe. */
    ESPIPE("the descriptor cannot seek: it is a socket or a pipe"),
    /** The peer no longer reads: it closed or reset the connection. */
    EPIPE("the peer no longer reads: it closed or reset the connection"),
    /** This system does not have the call. */
    ENOSYS("this system does not have the call"),
    /** The timer expired. */
    ETIME("the timer expired"),
    /** The peer did not answer in time. */
    ETIMEDOUT("the peer did not answer in time"),
    /** The operation was cancelled. */
    ECANCELED("the operation was cancelled"),
    /** An earlier operation is still under way. */
    EALREADY("an earlier operation is still under way"),
    /** The operation is under way. */
    EINPROGRESS("the operation is under way"),
    /** The descriptor is not a socket. */
    ENOTSOCK("the descriptor is not a socket"),
    /** The socket has no peer and the operation named none. */
    EDESTADDRREQ("the socket has no peer and the operation named none"),
    /** The message is longer than the socket can send at once. */
    EMSGSIZE("the message is longer than the socket can send at once"),
    /** This platform does not have the socket option. */
    ENOPROTOOPT("this platform does not have the socket option"),
    /** This system does not support the protocol. */
    EPROTONOSUPPORT("this system does not support the protocol"),
    /** The descriptor does not support the operation. */
    EOPNOTSUPP("the descriptor does not support the operation"),
    /** This system does not support the address family: is IPv6 disabled?. */
    EAFNOSUPPORT("this system does not support the address family: is IPv6 disabled?"),
    /** Another socket holds the address: choose another port or stop the other program. */
    EADDRINUSE("another socket holds the address: choose another port or stop the other program"),
    /** The address is not of this machine, or no ephemeral port is free. */
    EADDRNOTAVAIL("the address is not of this machine, or no ephemeral port is free"),
    /** The network is down. */
    ENETDOWN("the network is down"),
    /** No route to the network. */
    ENETUNREACH("no route to the network"),
    /** The connection was aborted before it was accepted. */
    ECONNABORTED("the connection was aborted before it was accepted"),
    /** The peer reset the connection. */
    ECONNRESET("the peer reset the connection"),
    /** The kernel has no buffer space left for sockets. */
    ENOBUFS("the kernel has no buffer space left for sockets"),
    /** The socket is connected already. */
    EISCONN("the socket is connected already"),
    /** The socket is not connected. */
    ENOTCONN("the socket is not connected"),
    /** This direction of the connection was shut down. */
    ESHUTDOWN("this direction of the connection was shut down"),
    /** Nobody listens at the address. */
    ECONNREFUSED("nobody listens at the address"),
    /** No route to the host. */
    EHOSTUNREACH("no route to the host"),
    /** The host is down. */
    EHOSTDOWN("the host is down"),
    /** A value is too large for its type. */
    EOVERFLOW("a value is too large for its type"),
    /** The directory is not empty. */
    ENOTEMPTY("the directory is not empty"),
    /** The path or one of its components is too long. */
    ENAMETOOLONG("the path or one of its components is too long"),
    /** Too many symbolic links, or a loop of them. */
    ELOOP("too many symbolic links, or a loop of them"),
    /** The peer broke the protocol. */
    EPROTO("the peer broke the protocol");

    private final String advice;

    Errno(String advice) {
        this.advice = advice;
    }

    /** What it means and what to do about it, as one lower-case clause. */
    public String advice() {
        return advice;
    }
}

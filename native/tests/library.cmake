ringwake_add_test(abi_layout)
ringwake_add_test(memory_mirror)
ringwake_add_test(placement_affinity)
ringwake_add_test(placement_memory)
ringwake_add_test(placement_sysctl)
ringwake_add_test(socket_calls)

# The shared library itself, opened by a program that is not linked with it.
if(NOT RINGWAKE_SANITIZE_FLAGS)
    add_executable(library_loads library_loads.c)
    ringwake_compile_options(library_loads)
    target_include_directories(library_loads PRIVATE ${CMAKE_SOURCE_DIR}/include)
    target_link_libraries(library_loads PRIVATE ${CMAKE_DL_LIBS})
    if(NOT RINGWAKE_STATIC_TESTS) # which cannot open any
        add_test(NAME library_loads COMMAND library_loads $<TARGET_FILE:ringwake>)
    endif()
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT RINGWAKE_KQUEUE)
    ringwake_add_test(placement_denied)

    ringwake_add_test(uring_close)
    ringwake_add_test(uring_enter)
    ringwake_add_test(uring_exhausted)
    ringwake_add_test(uring_features)
    ringwake_add_test(uring_overflow)
    ringwake_add_test(uring_wake)

    # deny_uring CMD...: runs CMD with io_uring forbidden, as container runtimes do by default
    add_executable(deny_uring deny_uring.c)
    ringwake_compile_options(deny_uring)
    ringwake_add_test(uring_denied)
    add_test(NAME uring_denied_eperm COMMAND deny_uring $<TARGET_FILE:uring_denied> 1)
    add_test(NAME uring_denied_enosys COMMAND deny_uring $<TARGET_FILE:uring_denied> 38)
    set_tests_properties(uring_denied_eperm uring_denied_enosys PROPERTIES SKIP_RETURN_CODE 77)
    set_tests_properties(uring_denied_enosys PROPERTIES ENVIRONMENT RINGWAKE_DENY_ERRNO=38)

    if(NOT RINGWAKE_SANITIZE_FLAGS)
        set(has_jni OFF)
        if(RINGWAKE_JNI_DIRS)
            set(has_jni ON)
        endif()
        add_test(NAME library_symbols COMMAND ${CMAKE_COMMAND}
            -DNM=${CMAKE_NM} -DLIBRARY=$<TARGET_FILE:ringwake> -DJNI=${has_jni}
            -DHEADER=${CMAKE_SOURCE_DIR}/include/ringwake.h
            -DIMPORTS=${CMAKE_SOURCE_DIR}/imports.linux
            -P ${CMAKE_CURRENT_SOURCE_DIR}/check_symbols.cmake)
    endif()
endif()

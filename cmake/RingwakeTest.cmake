# ringwake_add_test(NAME [SOURCES file...] [ARGUMENTS arg...] [ENVIRONMENT name=value...])
#
# One C program linked with the objects of the library, internal headers included, run by ctest.
# Exit status: 0 passed, 77 skipped, all else failed. SOURCES defaults to NAME.c. Call it again with
# TEST to run a program that exists with other arguments: ringwake_add_test(NAME TEST program ...).
function(ringwake_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TEST" "SOURCES;ARGUMENTS;ENVIRONMENT")
    set(program "${name}")
    if(arg_TEST)
        set(program "${arg_TEST}")
    else()
        if(NOT arg_SOURCES)
            set(arg_SOURCES ${name}.c)
        endif()
        add_executable(${name} ${arg_SOURCES})
        ringwake_compile_options(${name})
        target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
        target_link_libraries(${name} PRIVATE ringwake_core Threads::Threads)
    endif()
    add_test(NAME ${name} COMMAND ${program} ${arg_ARGUMENTS})
    set_tests_properties(${name} PROPERTIES
        SKIP_RETURN_CODE 77 TIMEOUT 60 ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()

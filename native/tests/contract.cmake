include(CheckLinkerFlag)

# The contract suite: each program once per backend of this platform.
if(APPLE OR RINGWAKE_KQUEUE)
    set(CONTRACT_BACKENDS kqueue)
else()
    set(CONTRACT_BACKENDS epoll uring)
endif()

add_library(contract_frame OBJECT contract.c contract_entries.c loopback.c)
ringwake_compile_options(contract_frame)
target_include_directories(contract_frame PRIVATE ../include ../src)

function(ringwake_add_contract subject)
    set(name contract_${subject})
    add_executable(${name} ${name}.c)
    ringwake_compile_options(${name})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ringwake_core contract_frame Threads::Threads)
    foreach(backend IN LISTS CONTRACT_BACKENDS)
        ringwake_add_test(${name}_${backend} TEST ${name} ARGUMENTS ${backend})
    endforeach()
endfunction()

foreach(subject IN ITEMS transfer accept connect cancel poll overflow time close wake edges entry)
    ringwake_add_contract(${subject})
endforeach()
if(CMAKE_SYSTEM_NAME STREQUAL "Linux") # knows how much a pipe holds, and of files macOS has not
    ringwake_add_contract(files)
endif()

# io_uring as an older kernel has it, with every optional feature of the ring off. Not time and wake:
# they count on completions that wait for the caller.
if(uring IN_LIST CONTRACT_BACKENDS)
    foreach(subject IN ITEMS transfer accept connect cancel poll overflow close files edges entry)
        ringwake_add_test(contract_${subject}_uring_plain
            TEST contract_${subject} ARGUMENTS uring 0x77)
    endforeach()
endif()

# What the readiness engine promises beyond the contract.
list(GET CONTRACT_BACKENDS 0 readiness_backend)
function(ringwake_add_readiness name)
    ringwake_add_test(${name} ARGUMENTS ${readiness_backend})
    target_link_libraries(${name} PRIVATE contract_frame)
endfunction()

foreach(subject IN ITEMS wrap order epoch)
    ringwake_add_readiness(readiness_${subject})
endforeach()

# These count calls by putting themselves between; zig's and Apple's linkers cannot do that.
function(ringwake_wrap name)
    foreach(function IN LISTS ARGN)
        target_link_options(${name} PRIVATE -Wl,--wrap=${function})
    endforeach()
endfunction()

# uring_trial_signal puts a signal into a trial in the same way.
check_linker_flag(C -Wl,--wrap=recv RINGWAKE_LINKER_WRAPS)
if(RINGWAKE_LINKER_WRAPS AND readiness_backend STREQUAL "epoll")
    ringwake_add_readiness(readiness_calls)
    ringwake_wrap(readiness_calls recv send epoll_ctl rw_epoll_pwait2 calloc realloc)
    ringwake_add_test(uring_trial_signal)
    ringwake_wrap(uring_trial_signal syscall)
elseif(RINGWAKE_LINKER_WRAPS)
    ringwake_add_readiness(kqueue_calls)
    ringwake_wrap(kqueue_calls kevent recv send connect getsockopt)
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_subdirectory(../fuzz ${CMAKE_BINARY_DIR}/fuzz)
endif()

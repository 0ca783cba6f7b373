include(CheckLinkerFlag)

# The contract suite: each program once per backend of this platform.
set(CONTRACT_BACKENDS epoll)
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/../src/uring/CMakeLists.txt)
    list(APPEND CONTRACT_BACKENDS uring)
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

foreach(subject IN ITEMS transfer accept connect cancel poll overflow time close wake files edges
        entry)
    ringwake_add_contract(${subject})
endforeach()

# io_uring as an older kernel has it, with every optional feature of the ring off. Not time and wake:
# they count on completions that wait for the caller.
if(uring IN_LIST CONTRACT_BACKENDS)
    foreach(subject IN ITEMS transfer accept connect cancel poll overflow close files edges entry)
        ringwake_add_test(contract_${subject}_uring_plain
            TEST contract_${subject} ARGUMENTS uring 0x77)
    endforeach()
endif()

# What the readiness engine promises beyond the contract.
function(ringwake_add_readiness subject)
    set(name readiness_${subject})
    ringwake_add_test(${name} ARGUMENTS epoll)
    target_link_libraries(${name} PRIVATE contract_frame)
endfunction()

if(epoll IN_LIST CONTRACT_BACKENDS)
    foreach(subject IN ITEMS wrap order epoch)
        ringwake_add_readiness(${subject})
    endforeach()
    # Counts calls by putting itself between; zig's linker cannot do that.
    check_linker_flag(C -Wl,--wrap=recv RINGWAKE_LINKER_WRAPS)
    if(RINGWAKE_LINKER_WRAPS)
        ringwake_add_test(uring_trial_signal)
        target_link_options(uring_trial_signal PRIVATE -Wl,--wrap=syscall)
        ringwake_add_readiness(calls)
        foreach(function IN ITEMS recv send epoll_ctl rw_epoll_pwait2 calloc realloc)
            target_link_options(readiness_calls PRIVATE -Wl,--wrap=${function})
        endforeach()
    endif()
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_subdirectory(../fuzz ${CMAKE_BINARY_DIR}/fuzz)
endif()

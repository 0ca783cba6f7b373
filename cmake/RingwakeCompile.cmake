# Warnings and sanitizers of every C target: ringwake_compile_options(target).
set(RINGWAKE_SANITIZE "OFF" CACHE STRING "OFF, address (with undefined) or thread")
set_property(CACHE RINGWAKE_SANITIZE PROPERTY STRINGS OFF address thread)

if(RINGWAKE_SANITIZE STREQUAL "OFF")
    set(RINGWAKE_SANITIZE_FLAGS "")
elseif(RINGWAKE_SANITIZE STREQUAL "address")
    set(RINGWAKE_SANITIZE_FLAGS
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(RINGWAKE_SANITIZE STREQUAL "thread")
    set(RINGWAKE_SANITIZE_FLAGS -fsanitize=thread -fno-omit-frame-pointer)
else()
    message(FATAL_ERROR "RINGWAKE_SANITIZE=${RINGWAKE_SANITIZE}: allowed are OFF, address, thread")
endif()

function(ringwake_compile_options target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Werror -Wshadow -Wconversion -Wundef -Wvla -Wcast-qual -Wpointer-arith
        -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wnull-dereference
        -fno-common ${RINGWAKE_SANITIZE_FLAGS})
    target_link_options(${target} PRIVATE ${RINGWAKE_SANITIZE_FLAGS})
    set_target_properties(${target} PROPERTIES
        C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF
        C_VISIBILITY_PRESET hidden POSITION_INDEPENDENT_CODE ON)
    if(APPLE)
        target_compile_definitions(${target} PRIVATE _DARWIN_C_SOURCE)
    else()
        target_compile_definitions(${target} PRIVATE _GNU_SOURCE)
    endif()
endfunction()

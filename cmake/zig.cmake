# Cross compilation with zig as the C compiler, e.g. for macOS. Takes from the environment
# RINGWAKE_ZIG (the program) and RINGWAKE_ZIG_TARGET, e.g. aarch64-macos.
foreach(name RINGWAKE_ZIG RINGWAKE_ZIG_TARGET)
    if(DEFINED ENV{${name}})
        set(${name} "$ENV{${name}}" CACHE INTERNAL "")
    endif()
endforeach()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RINGWAKE_ZIG RINGWAKE_ZIG_TARGET)

string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR "${RINGWAKE_ZIG_TARGET}")
if(RINGWAKE_ZIG_TARGET MATCHES "macos")
    set(CMAKE_SYSTEM_NAME Darwin)
else()
    set(CMAKE_SYSTEM_NAME Linux)
endif()
set(CMAKE_C_COMPILER "${RINGWAKE_ZIG}" cc)
set(CMAKE_C_COMPILER_TARGET "${RINGWAKE_ZIG_TARGET}")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

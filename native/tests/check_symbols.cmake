cmake_policy(VERSION 3.20)

# cmake -DNM=nm -DLIBRARY=libringwake.so -DHEADER=ringwake.h -DIMPORTS=imports.linux -DJNI=ON -P check_symbols.cmake
#
# What leaves the library is what the header declares, and what it needs is on the list.
file(STRINGS ${IMPORTS} ALLOWED_UNDEFINED REGEX "^[a-z_]")

execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE defined
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NM} -D --undefined-only ${LIBRARY} OUTPUT_VARIABLE undefined
    COMMAND_ERROR_IS_FATAL ANY)
file(READ ${HEADER} header)

string(REGEX MATCHALL "RW_API [a-z0-9_]+ [*]?rw_[a-z0-9_]+" declarations "${header}")
set(expected "")
foreach(declaration IN LISTS declarations)
    string(REGEX REPLACE ".*[ *](rw_[a-z0-9_]+)$" "\\1" name "${declaration}")
    list(APPEND expected ${name})
endforeach()
if(JNI)
    list(APPEND expected JNI_OnLoad)
endif()

string(REGEX MATCHALL " [A-Z] [^\n@]+" lines "${defined}")
set(actual "")
foreach(line IN LISTS lines)
    string(SUBSTRING "${line}" 3 -1 name)
    list(APPEND actual ${name})
endforeach()

list(SORT expected)
list(SORT actual)
if(NOT "${actual}" STREQUAL "${expected}")
    message(FATAL_ERROR "exported symbols differ\n  declared: ${expected}\n  exported: ${actual}")
endif()

# Weak references (w) may stay unresolved: start-up code of the compiler.
string(REGEX MATCHALL " U [^\n@]+" lines "${undefined}")
foreach(line IN LISTS lines)
    string(SUBSTRING "${line}" 3 -1 name)
    if(NOT name IN_LIST ALLOWED_UNDEFINED)
        message(FATAL_ERROR "the library needs ${name}, which is not on the list")
    endif()
endforeach()

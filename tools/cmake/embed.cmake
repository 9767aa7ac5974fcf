# clientele_embed(target file symbol): the text of `file` (relative to the root) as `extern const std::string_view symbol`.
#
#   clientele_embed(clientele_reading scenarios/defaults.yaml clientele::reading::defaults_yaml)
#
# The room declares it in its own namespace (`extern const std::string_view defaults_yaml;`); it is constant-initialised,
# so it is safe to use from any initialiser. The text is embedded again whenever the file changes.
function(clientele_embed target file symbol)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        return()
    endif()
    string(REPLACE "::" "_" name "${symbol}")
    set(output "${PROJECT_BINARY_DIR}/generated/${name}.cpp")
    set(script "${PROJECT_SOURCE_DIR}/tools/cmake/embed_file.cmake")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DINPUT=${PROJECT_SOURCE_DIR}/${file}" "-DOUTPUT=${output}" "-DSYMBOL=${symbol}"
                -P "${script}"
        DEPENDS "${PROJECT_SOURCE_DIR}/${file}" "${script}"
        COMMENT "Embedding ${file}"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
    set_source_files_properties("${output}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

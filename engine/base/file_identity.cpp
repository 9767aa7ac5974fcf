#include "engine/base/file_identity.hpp"

#include <system_error>

#include <sys/stat.h>

namespace clientele::base {
namespace {

FileIdentity identity_from(const struct stat& status) {
    return {status.st_dev, status.st_ino, {}, S_ISREG(status.st_mode)};
}

}  // namespace

FileIdentity identity_of(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) return identity_from(status);
    std::error_code error;
    std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    if (error || whole.empty()) whole = path.lexically_normal();
    return {0, 0, whole.string(), true};
}

FileIdentity identity_of(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) == 0) return identity_from(status);
    return {0, 0, {}, false};
}

}  // namespace clientele::base

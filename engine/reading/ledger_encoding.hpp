#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clientele::reading {

/// How the letters of a ledger are written.
enum class Encoding { utf8, utf16_le, utf16_be, cp1251, cp1252 };

/// "UTF-8", "UTF-16LE", "UTF-16BE", "cp1251", "cp1252".
std::string_view name_of(Encoding encoding);

/// The encoding of that name, in any case; "utf-16" is that of its byte order mark or the little-endian one.
std::optional<Encoding> encoding_named(std::string_view name);

/// What the bytes of a file say about their encoding; they are added block by block.
///
/// A byte order mark or the zeros of UTF-16 decide at once. A file that is UTF-8 throughout is UTF-8. Else one byte is
/// one letter: Cyrillic words are runs of high bytes, West European ones have single high bytes among ASCII letters.
class EncodingEvidence {
public:
    void add(std::string_view block);

    /// Nothing when high bytes give neither language away.
    std::optional<Encoding> verdict() const;

    bool has_zeros() const { return zeros_ > 0; }
    /// Line of the first byte that is no UTF-8; 0: all are.
    int line_of_foreign_byte() const { return utf8_ ? 0 : line_; }

private:
    void look_at_start(std::string_view block);
    void check_utf8(std::string_view block);
    void count_neighbours(std::string_view block);

    bool started_ = false;
    std::optional<Encoding> marked_;
    bool utf8_ = true;
    int line_ = 1;         // of the first byte not yet known to be UTF-8
    std::string pending_;  // an unfinished UTF-8 character at the end of the block before
    unsigned char last_ = 0;
    std::uint64_t zeros_ = 0;
    std::uint64_t cyrillic_ = 0;  // pairs of letters that are both high
    std::uint64_t western_ = 0;   // pairs of a high letter and an ASCII letter
};

/// A file as UTF-8 text, block by block, whatever it is written in. What is no character becomes U+FFFD.
class DecodedFile {
public:
    /// \throws base::InvalidInput where the file cannot be opened (missing-file, is-a-folder, unreadable-file)
    DecodedFile(const std::filesystem::path& path, std::string name, Encoding encoding);

    /// Appends the next block to `text`. \returns false at the end of the file
    bool append_to(std::string& text);

    std::uint64_t bytes_read() const { return bytes_read_; }
    /// Did the file begin with the mark of UTF-8? Known once a block was read.
    bool is_marked_utf8() const { return marked_utf8_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    void append_utf16(std::string& text);
    void append_single(std::string& text);

    std::unique_ptr<std::FILE, Close> file_;
    std::string name_;
    Encoding encoding_;
    std::string block_;  // undecoded bytes
    std::uint64_t bytes_read_ = 0;
    bool marked_utf8_ = false;
    bool started_ = false;
};

/// The file's encoding, found by reading it whole.
/// \throws base::InvalidInput where it cannot be read, is no text (not-a-text), or the encoding is not clear
///         (ambiguous-encoding)
Encoding find_encoding(const std::filesystem::path& path, const std::string& name);

}  // namespace clientele::reading

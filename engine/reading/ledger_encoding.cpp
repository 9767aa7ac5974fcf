#include "engine/reading/ledger_encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

#ifdef CLIENTELE_FUZZING
constexpr std::size_t ledger_block = 61;  // [bytes], so that small files have many seams
#else
constexpr std::size_t ledger_block = std::size_t{1} << 18U;  // [bytes]
#endif

// Bytes 0x80 to 0xFF of Windows-1251.
constexpr std::array<char16_t, 128> windows_1251{
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A,
    0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122,
    0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6,
    0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456,
    0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457, 0x0410,
    0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417, 0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D,
    0x041E, 0x041F, 0x0420, 0x0421, 0x0422, 0x0423, 0x0424, 0x0425, 0x0426, 0x0427, 0x0428, 0x0429, 0x042A,
    0x042B, 0x042C, 0x042D, 0x042E, 0x042F, 0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437,
    0x0438, 0x0439, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E, 0x043F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0444,
    0x0445, 0x0446, 0x0447, 0x0448, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F,
};

// Bytes 0x80 to 0x9F of Windows-1252; from 0xA0 on it is Latin-1.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

unsigned char ledger_byte(char c) { return static_cast<unsigned char>(c); }

bool is_ascii_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A letter in both code pages: 0xC0 and above; 0xA8 and 0xB8 are Cyrillic Yo.
bool is_high_letter(unsigned char c) { return c >= 0xC0 || c == 0xA8 || c == 0xB8; }

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
    } else if (c < 0x10000) {
        text += {static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
                 static_cast<char>(0x80U | (c & 0x3FU))};
    } else {
        text += {static_cast<char>(0xF0U | (c >> 18U)), static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)),
                 static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)), static_cast<char>(0x80U | (c & 0x3FU))};
    }
}

[[noreturn]] void refuse_file(std::string code, const std::string& name, std::string message, std::string help,
                              int line = 0) {
    throw base::InvalidInput(base::Fault{std::move(code), std::move(message), {name, line, 0, 1}, std::move(help), {}});
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    static constexpr std::array<std::string_view, 5> names{"UTF-8", "UTF-16LE", "UTF-16BE", "cp1251", "cp1252"};
    return names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_named(std::string_view name) {
    const std::string word = base::to_lower(name);
    if (word == "utf-8" || word == "utf8") return Encoding::utf8;
    if (word == "utf-16" || word == "utf16" || word == "utf-16le") return Encoding::utf16_le;
    if (word == "utf-16be") return Encoding::utf16_be;
    if (word == "cp1251" || word == "windows-1251") return Encoding::cp1251;
    if (word == "cp1252" || word == "windows-1252" || word == "latin1") return Encoding::cp1252;
    return std::nullopt;
}

void EncodingEvidence::add(std::string_view block) {
    if (block.empty()) return;
    if (!started_) look_at_start(block);
    started_ = true;
    if (marked_) return;
    zeros_ += static_cast<std::uint64_t>(std::ranges::count(block, '\0'));
    if (utf8_) check_utf8(block);
    count_neighbours(block);
}

void EncodingEvidence::look_at_start(std::string_view block) {
    if (block.starts_with("\xFF\xFE")) marked_ = Encoding::utf16_le;
    if (block.starts_with("\xFE\xFF")) marked_ = Encoding::utf16_be;
    if (marked_ || block.size() < 8) return;
    // Without a mark: delimiters and digits of a table make every other byte zero more often than not.
    std::array<std::size_t, 2> zeros{};
    const std::size_t seen = std::min<std::size_t>(block.size(), 512);
    for (std::size_t i = 0; i < seen; ++i) zeros[i % 2] += block[i] == '\0' ? 1U : 0U;
    if (zeros[1] * 8 > seen && zeros[0] * 16 < seen) marked_ = Encoding::utf16_le;
    if (zeros[0] * 8 > seen && zeros[1] * 16 < seen) marked_ = Encoding::utf16_be;
}

void EncodingEvidence::check_utf8(std::string_view block) {
    const std::string joined = pending_ + std::string(block);
    pending_.clear();
    const auto wrong = base::find_invalid_utf8(joined);
    const auto known = joined.begin() + static_cast<std::ptrdiff_t>(wrong.value_or(joined.size()));
    line_ += static_cast<int>(std::count(joined.begin(), known, '\n'));
    if (!wrong) return;
    // A character may be cut by the end of the block; it is looked at again with the next one.
    const std::size_t left = joined.size() - *wrong;
    const unsigned char lead = ledger_byte(joined[*wrong]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    utf8_ = left < length;
    if (utf8_) pending_ = joined.substr(*wrong);
}

void EncodingEvidence::count_neighbours(std::string_view block) {
    for (const char letter : block) {
        const unsigned char c = ledger_byte(letter);
        if (is_high_letter(c) && is_high_letter(last_)) ++cyrillic_;
        if ((is_high_letter(c) && is_ascii_letter(last_)) || (is_ascii_letter(c) && is_high_letter(last_))) ++western_;
        last_ = c;
    }
}

std::optional<Encoding> EncodingEvidence::verdict() const {
    if (marked_) return marked_;
    if (utf8_ && pending_.empty()) return Encoding::utf8;
    if (cyrillic_ > 2 * western_) return Encoding::cp1251;
    if (western_ > 2 * cyrillic_) return Encoding::cp1252;
    return std::nullopt;
}

DecodedFile::DecodedFile(const std::filesystem::path& path, std::string name, Encoding encoding)
    : name_(std::move(name)), encoding_(encoding) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        refuse_file("is-a-folder", name_, "this is a folder", "name a file");
    file_.reset(std::fopen(path.c_str(), "rb"));
    if (file_ == nullptr) {
        const bool missing = errno == ENOENT;
        refuse_file(missing ? "missing-file" : "unreadable-file", name_,
                    fmt::format("cannot be read: {}", std::generic_category().message(errno)), "");
    }
}

bool DecodedFile::append_to(std::string& text) {
    const std::size_t kept = block_.size();
    block_.resize(kept + ledger_block);
    const std::size_t read = std::fread(block_.data() + kept, 1, ledger_block, file_.get());
    if (std::ferror(file_.get()) != 0) refuse_file("unreadable-file", name_, "reading failed half-way", "");
    block_.resize(kept + read);
    bytes_read_ += read;
    if (!started_ && encoding_ == Encoding::utf8 && block_.starts_with("\xEF\xBB\xBF")) {
        marked_utf8_ = true;
        block_.erase(0, 3);
    }
    started_ = true;
    if (encoding_ == Encoding::utf8) {
        text += block_;
        block_.clear();
    } else if (encoding_ == Encoding::cp1251 || encoding_ == Encoding::cp1252) {
        append_single(text);
    } else {
        append_utf16(text);
    }
    return read > 0;
}

void DecodedFile::append_single(std::string& text) {
    for (const char letter : block_) {
        const unsigned char c = ledger_byte(letter);
        if (c < 0x80) {
            text += letter;
        } else if (encoding_ == Encoding::cp1251) {
            append_utf8(text, windows_1251[c - 0x80U]);
        } else {
            append_utf8(text, c < 0xA0 ? char32_t{windows_1252[c - 0x80U]} : char32_t{c});
        }
    }
    block_.clear();
}

void DecodedFile::append_utf16(std::string& text) {
    const auto unit = [&](std::size_t at) {
        const unsigned first = ledger_byte(block_[at]);
        const unsigned second = ledger_byte(block_[at + 1]);
        return static_cast<char32_t>(encoding_ == Encoding::utf16_le ? (second << 8U) | first : (first << 8U) | second);
    };
    std::size_t at = 0;
    for (; at + 1 < block_.size(); at += 2) {
        const char32_t c = unit(at);
        if (c == 0xFEFF) continue;
        if (c < 0xD800 || c > 0xDFFF) {
            append_utf8(text, c);
            continue;
        }
        if (at + 3 >= block_.size() && std::feof(file_.get()) == 0) break;  // its other half comes with the next block
        const char32_t low = at + 3 < block_.size() ? unit(at + 2) : 0;
        const bool paired = c < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
        append_utf8(text, paired ? 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00) : char32_t{0xFFFD});
        if (paired) at += 2;
    }
    block_.erase(0, at);
}

Encoding find_encoding(const std::filesystem::path& path, const std::string& name) {
    // Read as single bytes: nothing is decoded, so every byte is seen.
    DecodedFile file(path, name, Encoding::utf8);
    EncodingEvidence evidence;
    std::string block;
    bool first = true;
    while (true) {
        block.clear();
        if (!file.append_to(block)) break;
        if (first && block.starts_with("PK\x03\x04")) {
            refuse_file("not-a-text", name, "this is a workbook or an archive, not a text",
                        "save the sheet as CSV and give that file");
        }
        first = false;
        evidence.add(block);
    }
    if (file.is_marked_utf8() && evidence.line_of_foreign_byte() > 0) {
        refuse_file("wrong-encoding", name, "the file is marked as UTF-8, but this line holds bytes that are none",
                    "save it as UTF-8 again, or say what it is: --encoding cp1251 or --encoding cp1252",
                    evidence.line_of_foreign_byte());
    }
    const auto verdict = evidence.verdict();
    if (!verdict) {
        refuse_file("ambiguous-encoding", name, "the letters could be cp1251 or cp1252; the file does not say",
                    "say which: --encoding cp1251 (Cyrillic) or --encoding cp1252 (West European)");
    }
    if (*verdict != Encoding::utf16_le && *verdict != Encoding::utf16_be && evidence.has_zeros()) {
        refuse_file("not-a-text", name, "the file holds zero bytes: it is no text", "export the ledger as CSV");
    }
    return *verdict;
}

}  // namespace clientele::reading

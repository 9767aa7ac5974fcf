#pragma once

#include "engine/reading/format.hpp"
#include "engine/reading/sources.hpp"
#include "engine/reading/tree.hpp"

namespace clientele::reading {

/// Lays `patch` over `target` as RFC 7396 (JSON merge patch) does: maps merge deeply, everything else is replaced, null
/// removes. Three exceptions:
/// - A removing null stays in the target as a mark, so that it still works where the target itself is laid over another
///   (a structure over the one it extends). remove_nulls() clears the marks in the end.
/// - A quantity replaces a quantity whole: {lognormal: ...} over {believed: ...} never leaves both keys, and {value: 4}
///   over {value: 3, source: x} does not keep a source that spoke of another value.
/// - Of several ways to state one thing (scenario::Alternative) the patch's replaces the target's: {chance: 1 %/month}
///   over {observed: 9 %/year} leaves the chance. What the patch states twice stays, as a fault for others to find.
///
/// \param level what both trees are; with none, the third exception does not hold
void merge_into(Tree& target, Tree patch, Level level = {});

/// Removes keys marked with null, at every depth. Those that the language does not know stay, as a fault for the reader
/// to find: they remove nothing.
void remove_nulls(Tree& tree, Level level = {});

/// Replaces each structure that says `extends: ID` by itself laid over that structure, whatever their order. Unknown
/// names and cycles are faults.
void resolve_structures(Tree& scenario, Report& report);

}  // namespace clientele::reading

#include "engine/reading/ledger_status.hpp"

#include <string>

#include "engine/reading/ledger_columns.hpp"

namespace clientele::reading {
namespace {

// As plain_header leaves them, between blanks.
constexpr std::string_view cancelled_words =
    " cancelled canceled cancel cancellation void voided deleted "
    "отменен отменена отменено отмена аннулирован аннулирована аннулировано сторно сторнирован сторнировано удален "
    "удалено "
    "storno storniert stornierung annulliert gelöscht geloescht "
    "annulé annulée annule annulee supprimé supprimée "
    "cancelado cancelada anulado anulada eliminado eliminada "
    "annullato annullata cancellato cancellata stornato stornata eliminato eliminata ";
constexpr std::string_view doubtful_words =
    " draft quote quotation refunded returned rejected declined failed pending lost onhold "
    "черновик возврат возвращен отклонен отказ "
    "entwurf angebot erstattet abgelehnt retourniert "
    "brouillon devis remboursé remboursée refusé refusée "
    "borrador presupuesto reembolsado reembolsada rechazado rechazada "
    "bozza preventivo rimborsato rimborsata rifiutato rifiutata ";

bool holds(std::string_view words, std::string_view plain) {
    return words.find(" " + std::string(plain) + " ") != std::string_view::npos;
}

}  // namespace

StatusKind status_kind(std::string_view status) {
    if (status.empty()) return StatusKind::counted;
    const std::string plain = plain_header(status);
    if (plain.empty()) return StatusKind::counted;
    if (holds(cancelled_words, plain)) return StatusKind::cancelled;
    return holds(doubtful_words, plain) ? StatusKind::doubtful : StatusKind::counted;
}

}  // namespace clientele::reading

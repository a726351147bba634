#include "pipeline.h"

#include "attribute.h"
#include "frame.h"
#include "mention.h"
#include "quotation.h"
#include "sentence.h"
#include "speaker.h"
#include "tape.h"
#include "text.h"
#include "token.h"
#include "truecase.h"

quoth_status pipeline_run(struct doc *doc, struct matcher *matcher, quoth_error *error)
{
    quoth_status worst = QUOTH_OK;
#define STAGE(call)                                                                                                    \
    do {                                                                                                               \
        quoth_status status = (call);                                                                                  \
        if (status >= QUOTH_SKIPPED)                                                                                   \
            return status;                                                                                             \
        worst = status > worst ? status : worst;                                                                       \
    } while (0)
    STAGE(text_read(doc, error));
    STAGE(token_split(doc));
    if (!(doc->flags & PIPELINE_ONLY_PROSE))
        frame_find(doc);
    STAGE(sentence_split(doc));
    STAGE(truecase_find(doc));
    STAGE(quotation_find(doc));
    STAGE(tape_write(doc));
    STAGE(mention_find(doc, matcher));
    STAGE(attribute_find(doc, matcher));
    STAGE(speaker_group(doc));
    STAGE(speaker_resolve(doc));
#undef STAGE
    return worst;
}

#include "frame.h"

void frame_find(struct doc *doc)
{
    doc->frame = (struct frame){0};
}

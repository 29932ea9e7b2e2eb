/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures of the house's paper, in points (1/72 inch) and shades of grey. Private to the print room. */
#pragma once

#define RT_PAPER_SIZE_TITLE   20.0
#define RT_PAPER_SIZE_CODE    20.0
#define RT_PAPER_SIZE_HEADING 12.0
#define RT_PAPER_SIZE_STORE   11.0
#define RT_PAPER_SIZE_BODY    10.0
#define RT_PAPER_SIZE_SMALL   8.5

/* The line's share above and below the base line, in units of the type size. Noto Sans and Noto Sans CJK both fit
 * within, so a Chinese name in an English paragraph does not push its line down. Taller scripts take the room they
 * need. */
#define RT_PAPER_ASCENT            1.16
#define RT_PAPER_DESCENT           0.30

#define RT_PAPER_GAP_PARAGRAPH     6.0
#define RT_PAPER_GAP_BLOCK         12.0
#define RT_PAPER_GAP_HEADING       18.0
#define RT_PAPER_GAP_AFTER_HEADING 4.0
#define RT_PAPER_GAP_PAIR          2.0
#define RT_PAPER_GAP_BULLET        3.0
#define RT_PAPER_GAP_SIGNATURE     40.0
#define RT_PAPER_GAP_HEAD          26.0
#define RT_PAPER_GAP_FOOT          18.0

#define RT_PAPER_GUTTER            14.0
#define RT_PAPER_CELL_PAD          3.5
#define RT_PAPER_BOX_PAD           10.0
#define RT_PAPER_BULLET_INDENT     12.0
#define RT_PAPER_CODE_NUMBER       16.0
#define RT_PAPER_CODE_IMAGE        150.0

#define RT_PAPER_HAIRLINE          0.4
#define RT_PAPER_LINE              0.8

#define RT_PAPER_GREY_TEXT         0.33
#define RT_PAPER_GREY_RULE         0.62

/** A file may be this long (20 MB). The longest plans seen with pictures are under 10 MB, and chat platforms cut off near here. */
export const FILE_BYTES_LIMIT = 20 * 1024 * 1024;

/** A text, Markdown or web page may be this long (4 MB, some 1.3 million Chinese characters, or 2,000 pages). */
export const TEXT_BYTES_LIMIT = 4 * 1024 * 1024;

/** All parts of an office file together may unpack to this much (64 MB). A 200-page plan unpacks to under 15 MB. */
export const UNPACKED_BYTES_LIMIT = 64 * 1024 * 1024;

/** An office file may have this many parts. A plan has some 20, a file with many pictures a few hundred. */
export const ARCHIVE_ENTRY_LIMIT = 2_000;

/** Elements may nest this deep. Word nests some 30 deep; pages with unclosed tags some hundreds. */
export const NESTING_LIMIT = 800;

/** A table may be this wide. The widest plan tables have under 40 columns. */
export const COLUMN_LIMIT = 256;

/** All tables of a file together may have this many cells, empty places under merged cells included. */
export const CELL_LIMIT = 500_000;

/** A PDF may have this many pages. */
export const PAGE_LIMIT = 1_000;

/** Reading is cut off after this time (5 s); a 200-page plan takes under 2 s. */
export const READING_MS_LIMIT = 5_000;

/** The reading worker's heap (256 MB): a 64 MB part as a tree fills about that much. */
export const READING_HEAP_MB_LIMIT = 256;

/** A page of a PDF with fewer characters than this shows a page number or a scanner's mark at most: it has no text layer. */
export const PAGE_CHARACTERS_LEAST = 8;

/** All memory that the reading process may take (448 MB): its heap, and the buffers that unpacked parts and their texts take. */
export const READING_MEMORY_LIMIT = 448 * 1024 * 1024;

/** Files read at the same time; more wait. Each may take a core and the memory above. */
export const READING_AT_ONCE = 2;

import { z } from 'zod';

/** A file as a message or a form names it. */
export const NamedFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
});
export type NamedFile = z.infer<typeof NamedFile>;

import type { Light } from '../adapters/web/api-schema.ts';

/** A state in words, with its colour as a second sign. */
export function StateTag({ light, text }: { light: Light; text: string }) {
  return (
    <span className="state" data-light={light}>
      {text}
    </span>
  );
}

import { useState } from 'react';
import { useSpeech } from '../language.tsx';

/** The first few of a long list, with the button that shows the rest. */
export function useFold<Row>(rows: readonly Row[], atFirst: number) {
  const { texts } = useSpeech();
  const [open, setOpen] = useState(false);
  const toggle = rows.length > atFirst && (
    <button type="button" className="link fold" aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? texts.board.showFewer : texts.board.showAll(rows.length)}
    </button>
  );
  return { shown: open ? rows : rows.slice(0, atFirst), toggle };
}

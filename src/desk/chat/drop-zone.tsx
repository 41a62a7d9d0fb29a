import { type DragEvent, type ReactNode, useState } from 'react';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';

/** Takes files that are dragged over it: a plan into the chat, evidence into a thread. The composer's button does the same. */
export function DropZone({ threadCode, children }: { threadCode: string | null; children: ReactNode }) {
  const { texts } = useSpeech();
  const { dropFile } = useDesk();
  const [over, setOver] = useState(false);

  const onDrop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    for (const file of event.dataTransfer.files) await dropFile(file, threadCode);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is the composer's file button.
    <div
      className="drop-zone"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => void onDrop(event)}
    >
      {children}
      {over && <div className="drop-hint">{texts.composer.drop}</div>}
    </div>
  );
}

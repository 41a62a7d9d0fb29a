import { useState } from 'react';
import type { BoardBulletin } from '../../adapters/web/api-schema.ts';
import { ActionButtons } from '../action-buttons.tsx';
import { CopyText } from '../copy-text.tsx';
import { useSpeech } from '../language.tsx';

/** Bulletins with their state, number and text. */
export function BulletinList({ bulletins, showChat }: { bulletins: readonly BoardBulletin[]; showChat: () => void }) {
  return (
    <ul className="work">
      {bulletins.map((bulletin) => (
        <BulletinRow key={bulletin.id} bulletin={bulletin} showChat={showChat} />
      ))}
    </ul>
  );
}

function BulletinRow({ bulletin, showChat }: { bulletin: BoardBulletin; showChat: () => void }) {
  const { texts } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <li data-testid="bulletin">
      <div className="work-head">
        <span className="work-title">{bulletin.title}</span>
        <span className="work-unit">
          {texts.bulletinStatus[bulletin.status]}
          {bulletin.number && ` ${bulletin.number}`}
        </span>
      </div>
      {open && <pre className="bulletin-text">{bulletin.text}</pre>}
      <div className="work-actions">
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? texts.board.hideText : texts.board.showText}
        </button>
        <ActionButtons
          actions={bulletin.actions}
          copyOf={null}
          afterAct={(command) => command.name === 'edit-bulletin' && showChat()}
        />
        <CopyText message={{ lines: bulletin.text.split('\n').map((text) => ({ text })) }} />
      </div>
    </li>
  );
}

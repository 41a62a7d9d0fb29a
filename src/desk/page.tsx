import { Alert, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { BoardPanel } from './board/board-panel.tsx';
import { ChatPanel } from './chat/chat-panel.tsx';
import { useDesk } from './desk-state.tsx';
import { type Pane, useView } from './hash.ts';
import { Header } from './header.tsx';
import { useSpeech } from './language.tsx';
import { ThreadDrawer } from './thread/thread-drawer.tsx';

/** The one page: header, chat and board side by side; on a phone one of the two. */
export function Page() {
  const { texts } = useSpeech();
  const { session, connected } = useDesk();
  const { pane, code, showPane, openTask, closeTask } = useView();

  // Another persona is another desk: the open thread may not be theirs.
  const personId = session.persona?.id;
  const [shownFor, setShownFor] = useState(personId);
  useEffect(() => {
    if (shownFor === personId) return;
    if (shownFor !== undefined && code !== null) closeTask();
    setShownFor(personId);
  }, [personId, shownFor, code, closeTask]);

  return (
    <div className="page" data-pane={pane}>
      <Header />
      {!connected && <Alert banner type="warning" title={texts.offline} />}
      {session.mode === 'demo' && <Intro />}
      <nav className="pane-switch" aria-label={texts.panes.label}>
        <Segmented<Pane>
          block
          value={pane}
          onChange={showPane}
          options={[
            { value: 'chat', label: texts.panes.chat },
            { value: 'board', label: texts.panes.board },
          ]}
        />
      </nav>
      <main className="panes">
        <ChatPanel openTask={openTask} />
        <BoardPanel openTask={openTask} showChat={() => showPane('chat')} />
      </main>
      <ThreadDrawer code={code} openTask={openTask} close={closeTask} />
    </div>
  );
}

const INTRO_READ = 'duban-intro-read';

function Intro() {
  const { texts } = useSpeech();
  const [read, setRead] = useState(() => localStorage.getItem(INTRO_READ) !== null);
  if (read) return null;
  return (
    <div className="intro">
      <span>{texts.intro}</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          localStorage.setItem(INTRO_READ, '1');
          setRead(true);
        }}
      >
        {texts.introClose}
      </button>
    </div>
  );
}

import { App, ConfigProvider, Spin } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { RequestError } from './api.ts';
import { DeskProvider } from './desk-state.tsx';
import { LanguageProvider, useSpeech } from './language.tsx';
import { Page } from './page.tsx';
import { openLinkInAddress, SignedOut } from './sign-in.tsx';
import './style/base.css';
import './style/frame.css';
import './style/chat.css';
import './style/board.css';
import './style/thread.css';
import './style/narrow.css';

const theme = {
  token: {
    colorPrimary: '#1d4f91',
    colorError: '#a8281e',
    colorInfo: '#1d4f91',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    wireframe: false,
  },
};

function Desk({ why }: { why: RequestError['code'] }) {
  const { language, texts } = useSpeech();
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <App className="app" message={{ top: 64 }}>
        <DeskProvider
          loading={
            <output className="loading">
              <Spin /> {texts.loading}
            </output>
          }
          signedOut={<SignedOut why={why} />}
        >
          <Page />
        </DeskProvider>
      </App>
    </ConfigProvider>
  );
}

// A link from the chat is opened before anything is asked for.
const why = (await openLinkInAddress()) ?? 'signed-out';
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Desk why={why} />
    </LanguageProvider>
  </StrictMode>,
);

/** What the platform shows to people at once: modals, field errors, home pages. */
interface Heard {
  readonly t: string;
  readonly user?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: View;
  readonly stack?: readonly { readonly view?: View; readonly user?: string }[];
}
export interface View {
  readonly callback_id?: string;
  readonly blocks?: readonly unknown[];
}

/** A person's window on local-slack. */
export async function chatClient(url: string) {
  const socket = new WebSocket(url);
  const heard: { readonly at: number; readonly what: Heard; readonly text: string }[] = [];
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    heard.push({ at: performance.now(), what: JSON.parse(text), text });
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const tell = (what: object) => socket.send(JSON.stringify(what));
  return {
    heard,
    submit: (user: string, values: Readonly<Record<string, string>>) =>
      tell({
        t: 'view_submit',
        user,
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, { v: { type: 'plain_text_input', value } }]),
        ),
      }),
    edit: (channel: string, ts: string, user: string, text: string) =>
      tell({ t: 'edit_message', channel, ts, user, text }),
    closeView: (user: string) => tell({ t: 'view_close', user }),
    close: () => socket.close(),
  };
}

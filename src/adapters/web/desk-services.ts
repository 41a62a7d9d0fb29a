import type { Day } from '../../core/calendar.ts';
import type { Command } from '../../core/message/message.ts';
import type { Advanced, Board, ChatMessage, DeskEvent, Persona, TaskDetail, TaskRow } from './api-schema.ts';

/** Who looks, and in which language the page is. */
export interface Viewer {
  readonly personId: string;
  readonly language: 'zh' | 'en';
}

/** Whether duties are being met; `facts` says by which figures. */
export interface Health {
  readonly ok: boolean;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** How people come in where the page is not a demo: by a link from the chat, opened once. */
export interface SignInServices {
  /** The secret of a session for the secret of a link; null when the link opens nothing (any more). */
  open(link: string): Promise<string | null>;
  /** Whose session it is; null when it has ended. `active` says that the person did something. */
  person(session: string, active: boolean): Promise<Persona | null>;
  end(session: string): Promise<void>;
}

/** What the desk needs from the rest; wired in wire.ts. Whatever a person may not see is left out or null, never refused aloud. */
export interface DeskServices {
  readonly officeName: string;
  health(): Promise<Health>;
  now(): Date;
  isWorkday(at: Date): boolean;
  personas(): Promise<readonly Persona[]>;
  /** How many messages each persona has received from the bot; personas without any may be left out. */
  received(): Promise<Readonly<Record<string, number>>>;
  /** Messages after `since`, oldest first, at most `limit`. */
  chat(viewer: Viewer, since: number, limit: number): Promise<readonly ChatMessage[]>;
  /** Free text. The answer comes through the chat; the same key twice is one saying. */
  say(viewer: Viewer, input: { text: string; threadCode: string | null; key: string }): Promise<void>;
  /** A button pressed or a form submitted. The answer comes through the chat; the same key twice is one act. */
  act(viewer: Viewer, input: { command: Command; fields: Record<string, string>; key: string }): Promise<void>;
  /** A plan dropped into the chat, or evidence dropped into a task's thread. */
  dropFile(
    viewer: Viewer,
    input: { name: string; bytes: Uint8Array; threadCode: string | null; key: string },
  ): Promise<void>;
  board(viewer: Viewer): Promise<Board>;
  /** Every task that the viewer may see, by code. */
  tasks(viewer: Viewer): Promise<readonly TaskRow[]>;
  task(viewer: Viewer, code: string): Promise<TaskDetail | null>;
  /** The sheet of the tasks that the viewer may see, as a file for a spreadsheet. */
  sheet(viewer: Viewer, format: 'xlsx' | 'csv'): Promise<{ name: string; bytes: Uint8Array }>;
  /** The plan as printed with everything that was read in it marked: a page of its own. */
  planPage(viewer: Viewer, planId: string): Promise<string | null>;
  /** A file that was handed in for a task the viewer may see. */
  evidence(viewer: Viewer, code: string, fileId: string): Promise<{ name: string; bytes: Uint8Array } | null>;
  /** Moves the virtual clock; `advancing` and at the end `advanced` go to the subscribers meanwhile. */
  advance(to: 'day' | 'week' | 'next' | Day): Promise<Advanced>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
}

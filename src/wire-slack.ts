import { answering, crowdOf } from './adapters/slack/answering.ts';
import { type Breaker, breaker } from './adapters/slack/breaker.ts';
import { bulkClient, interactiveClient } from './adapters/slack/clients.ts';
import { type Connection, connection } from './adapters/slack/connection.ts';
import { directsIn } from './adapters/slack/directs.ts';
import { SlackInput } from './adapters/slack/input.ts';
import { keptForms } from './adapters/slack/kept-forms.ts';
import { slackMessenger } from './adapters/slack/messenger.ts';
import { postNotRegistered } from './adapters/slack/not-registered.ts';
import { whoWeAre } from './adapters/slack/people.ts';
import { slackApp } from './adapters/slack/receive.ts';
import { rewriterOver } from './adapters/slack/rewrite.ts';
import { screensOver } from './adapters/slack/screens.ts';
import type { SlackServices } from './adapters/slack/services.ts';
import { threadsIn } from './adapters/slack/threads.ts';
import type { SlackConfig } from './config.ts';
import { dayAt } from './core/calendar.ts';
import type { PersonId } from './core/ids.ts';
import { InboundLimit } from './core/inbound-limit.ts';
import type { Command, Message } from './core/message/message.ts';
import type { Task } from './core/task.ts';
import { writtenAt } from './core/written-at.ts';
import { handleCommand, showCommand } from './flows/handle-command.ts';
import { handleReply, say } from './flows/handle-reply.ts';
import { heldKeyOf } from './flows/held-words.ts';
import type { OneTimeCodes } from './flows/invite-person.ts';
import { loseAccount, regainAccount } from './flows/lose-account.ts';
import { inOneMoment } from './flows/one-moment.ts';
import { onlyShows } from './flows/only-shows.ts';
import { platformBack, platformShutOut } from './flows/platform-fault.ts';
import { roomGone } from './flows/room-refused.ts';
import { type Deps, loadScene, speakingTo } from './flows/scene.ts';
import { fixRoom } from './flows/set-rooms.ts';
import { tasksOf } from './flows/spoken-for.ts';
import { takeBack } from './flows/take-back.ts';
import type {
  Clock,
  DeliveryJob,
  DocumentReader,
  EvidenceStore,
  InboundEvent,
  JobQueue,
  Rewriter,
  Settings,
} from './ports.ts';
import { cardFollower } from './wire-cards.ts';
import { answerLeft, isOlder, limitedReceive } from './wire-inbound.ts';
import { askedOf, homeOf } from './wire-slack-asked.ts';
import { slackFiles } from './wire-slack-files.ts';
import { slackPeople } from './wire-slack-people.ts';

/** What Slack stands on. */
export interface SlackParts {
  readonly deps: Deps & {
    readonly reader: DocumentReader;
    readonly queue: JobQueue;
    readonly files: EvidenceStore;
    readonly codes: OneTimeCodes;
  };
  readonly settings: Settings;
  readonly slack: SlackConfig;
  /** The machine's clock: signatures, pacing. */
  readonly machine: Clock;
  /** The clock by which posts take their turns, in milliseconds; left out, the machine's. */
  readonly turns?: { now(): number; sleep(ms: number): Promise<void> };
  /** The address that opens the page once for a person; null where there is none. */
  deskAddress(by: PersonId): Promise<string | null>;
  /** Something changed that the desk shows. */
  changed(): void;
}

/** Slack, wired. `mount` comes before any body parser; `start` connects; `answerUnhandled` takes up what a crash left. */
export interface Slack {
  readonly messenger: Breaker;
  /** Waits for the turn of a delivery before it is claimed; else the milliseconds after which to come again. */
  turn(job: DeliveryJob): Promise<number>;
  readonly rewriter: Rewriter;
  /** Writes cards anew that somebody has dealt with, by whatever way. Never rejects. */
  refreshCards(): Promise<void>;
  /** Sees to it that the office's channel is the one that the installation names. */
  keepRoom(): Promise<void>;
  readonly mount: Connection['mount'];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Why messages do not go out or come in, or null. */
  fault(): string | null;
  /** Looks for the accounts of people whom the office registered by e-mail, a few at a time. */
  meetRegistered(): Promise<void>;
  /** Answers stored inputs older than so many milliseconds that nobody has answered. */
  answerUnhandled(olderThanMs: number): Promise<void>;
}

/** How the queue names our addresses. */
const CHANNEL = 'slack:';
/** So many inputs within so many milliseconds are a crowd: answers step back, and what comes in is acknowledged. */
const CROWD = [8, 40] as const;
/** An account's person is taken for granted for so long; what they may do is asked each time. */
const LATELY_MS = 5_000;

/** Wires Slack to the flows. */
export function wireSlack(parts: SlackParts): Slack {
  const { deps, slack, machine } = parts;
  const bulk = bulkClient(slack.botToken, slack.apiUrl);
  const interactive = interactiveClient(slack.botToken, slack.apiUrl);
  const threads = threadsIn(parts.settings);
  const forms = keptForms(parts.settings);
  const now = () => machine.now().getTime();
  const turns = parts.turns ?? { now, sleep };
  const messenger = breaker(
    slackMessenger({
      client: bulk,
      threads,
      directs: directsIn(parts.settings),
      forms,
      log: deps.log,
      ...turns,
    }),
    {
      now,
      ask: () => whoWeAre(interactive),
      onShutOut(code) {
        deps.log.error({ platform: 'slack', code }, 'Slack shuts the app out: nothing is sent there until it is back');
        void noted(platformShutOut(deps, { platform: 'slack', code }));
      },
      onBack() {
        deps.log.warn({ platform: 'slack' }, 'Slack lets the app in again');
        void noted(platformBack(deps, 'slack'));
      },
    },
  );

  const people = slackPeople({ deps, settings: parts.settings, interactive, bulk, machine });
  const rewriter = rewriterOver(bulk, forms, turns);
  const filesOf = (mine: typeof deps) =>
    slackFiles({ deps: mine, settings: parts.settings, slack, client: interactive, threads });

  /** For one input of a person: everything in the language of their account. */
  async function speaking(by: PersonId): Promise<typeof deps> {
    const once = inOneMoment(deps);
    if (!deps.languages) return once;
    const { persons } = await once.stores.directory();
    return speakingTo(
      once,
      persons.find((person) => person.id === by),
    );
  }

  /** What only tells of a fault must not end anything. */
  async function noted(work: Promise<unknown>): Promise<void> {
    try {
      await work;
      parts.changed();
    } catch (error) {
      deps.log.error({ err: error }, 'A fault of Slack could not be noted');
    }
  }

  async function answer(event: InboundEvent, inPlace = false): Promise<Message | null> {
    const read = SlackInput.safeParse(JSON.parse(event.body || 'null'));
    if (!read.success) throw new Error('A stored input from Slack cannot be read');
    const input = read.data;
    // Also notes that the account is in use, and asks for its profile once.
    const met = await people.meet(userOf(event));
    const by = event.personId ?? met;
    if (by === null) {
      const said = await people.stranger(userOf(event), input.kind === 'say' ? input.text : null);
      if (!inPlace && said) await postNotRegistered(interactive, event, said);
      // Words of someone who is not known are kept nowhere: among them are codes.
      await deps.stores.commit({ handled: { platform: event.platform, key: event.key, erase: true } });
      return inPlace ? said : null;
    }
    const mine = await speaking(by);
    const files = filesOf(mine);
    const key = { platform: event.platform, key: event.key };
    // The platform's time, bounded by arrival: a report that was made in time is in time, however late it comes.
    const madeAt = writtenAt(input.at, event.receivedAt);
    if (input.kind === 'take-back') await takeBack(mine, { by, via: 'slack', key, of: input.of });
    else if (input.kind === 'act') {
      const command: Command = input.command;
      const heldKey = heldKeyOf(command);
      if (command.name === 'send-evidence') {
        const handed = await files.handOut(command, userOf(event), { by, key });
        if (inPlace) await deps.stores.commit({ handled: key });
        else await say(mine, await loadScene(mine), { by, via: 'slack', key }, handed);
        return inPlace ? handed : null;
      }
      const held = heldKey === null ? null : ((await files.held(heldKey, by)) ?? (await heldText(deps, heldKey, by)));
      const { fields } = input;
      const evidence = await files.ofForm(input.files ?? [], command, { by, key, madeAt });
      const pressed = { by, via: 'slack', command, fields, key, at: madeAt, held, inPlace, evidence } as const;
      const { shown = null } = await handleCommand(mine, pressed);
      settled();
      return shown;
    } else {
      if (input.channel?.startsWith('D')) await messenger.met(userOf(event), input.channel);
      const task = await taskOfThread(input);
      if (input.files.length > 0) await files.take(input, task, { by, key, madeAt });
      else await handleReply(mine, { by, via: 'slack', text: input.text, key, taskId: task?.id ?? null, madeAt });
    }
    settled();
    return null;
  }

  function settled(): void {
    parts.changed();
    void refreshCards();
  }

  const refreshCards = cardFollower(deps, { slack: rewriter });

  async function taskOfThread(input: Extract<SlackInput, { kind: 'say' }>): Promise<Task | null> {
    if (input.channel === null || input.thread === null) return null;
    const code = await threads.taskOf(input.channel, input.thread);
    return code === null ? null : deps.stores.taskByCode(code);
  }

  const receive = limitedReceive(deps, new InboundLimit(), machine);
  const crowd = crowdOf(...CROWD);
  const answers = answering(answer, () => crowd.isOn(now()));
  const lately = new Map<string, { readonly person: PersonId; readonly until: number }>();
  /** Whose account this is, as it was a moment ago: on the way to an acknowledgement the directory is not read for each message. */
  async function personLately(user: string): Promise<PersonId | null> {
    const at = machine.now().getTime();
    const known = lately.get(user);
    if (known && known.until > at) return known.person;
    const person = await people.knownAs(user);
    if (person !== null) lately.set(user, { person, until: at + LATELY_MS });
    return person;
  }
  const services: SlackServices = {
    textsOf: people.textsOf,
    now: () => deps.clock.now(),
    today: () => dayAt(deps.clock.now()),
    personOf: personLately,
    meet: people.meet,
    receive(event) {
      crowd.came(now());
      return receive(event, userOf(event));
    },
    isKnown: async (key) => (await deps.stores.inbound('slack', key)) !== null,
    answer: answers.answer,
    keptForm: (name) => forms.form(name),
    show: async (by, command) =>
      showCommand(await speaking(by), { by, via: 'slack', command, fields: {}, at: deps.clock.now() }),
    async asked(by, asked) {
      const mine = await speaking(by);
      return askedOf(mine, by, asked, { desk: parts.deskAddress, sheet: filesOf(mine).sheet });
    },
    async reportAny(by, text) {
      const scene = await loadScene(deps);
      const own = (await tasksOf(deps, scene, by)).filter((task) => task.state.status === 'open');
      return (await speaking(by)).texts.chat.reportAny(own, text, scene.setting);
    },
    home: async (by) => homeOf(await speaking(by), by),
    notRegistered: async (user) =>
      people.textsOf(user).chat.notRegistered((await deps.stores.office())?.shortName ?? null),
    async accountChanged(user, deleted) {
      lately.delete(user);
      messenger.forget(user);
      const account = { platform: 'slack', address: user } as const;
      if (deleted) await loseAccount(deps, { ...account, code: 'user_deactivated' });
      else {
        await regainAccount(deps, account);
        if ((await people.personOf(user)) !== null) await people.readProfile(user);
      }
      parts.changed();
    },
    shutOut: (code) => messenger.trip(code),
    async roomGone(address, code) {
      if (await roomGone(deps, { platform: 'slack', address, code })) parts.changed();
    },
  };

  const link = connection(slack, { now: () => machine.now(), log: deps.log });
  slackApp({
    receiver: link.receiver,
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    services,
    screens: screensOver(interactive),
    log: deps.log,
    showsOnly: onlyShows,
  });

  return {
    messenger,
    turn: async ({ channelKey, urgent = false }) =>
      channelKey.startsWith(CHANNEL) ? messenger.turn(channelKey.slice(CHANNEL.length), urgent) : 0,
    rewriter,
    refreshCards,
    keepRoom: () => fixRoom(deps, slack.officeChannel ? { platform: 'slack', address: slack.officeChannel } : null),
    mount: (app) => link.mount(app),
    async start() {
      await people.learnLanguages();
      await link.start();
    },
    stop: () => link.stop(),
    meetRegistered: people.meetRegistered,
    fault: () => messenger.fault() ?? link.fault(),
    answerUnhandled: (olderThanMs) =>
      answerLeft(deps, 'slack', answer, (event) => isOlder(deps.clock, event, olderThanMs) && !answers.has(event.key)),
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Who sent a stored input, as Slack calls them. */
function userOf(event: InboundEvent): string {
  const body: unknown = JSON.parse(event.body || 'null');
  return typeof body === 'object' && body !== null && 'user' in body ? String(body.user) : '';
}

/** The words that waited for "which item is meant?", if they are this person's own. */
async function heldText(deps: Deps, key: string, by: PersonId): Promise<{ text: string; madeAt: Date } | null> {
  const event = await deps.stores.inbound('slack', key);
  const read = event?.personId === by && event.body ? SlackInput.safeParse(JSON.parse(event.body)) : null;
  return event && read?.success && read.data.kind === 'say'
    ? { text: read.data.text, madeAt: writtenAt(read.data.at, event.receivedAt) }
    : null;
}

import type { Catalogue } from './catalogue.ts';
import { alarm } from './en/alarm.ts';
import { answer } from './en/answer.ts';
import { card } from './en/card.ts';
import { chat } from './en/chat.ts';
import { conversation } from './en/conversation.ts';
import { desk } from './en/desk.ts';
import { bulletin, bulletinAnnex, bulletinTitle, ledgerHead, supervisionNotice } from './en/document.ts';
import { file } from './en/file.ts';
import { form } from './en/form.ts';
import { notice } from './en/notice.ts';
import { own } from './en/own.ts';
import { plan } from './en/plan.ts';
import { revision } from './en/revision.ts';
import { room } from './en/room.ts';
import { sheet } from './en/sheet.ts';
import { day, refusals, roleNames, standing, taskName, unitAs } from './en/words.ts';
import { bulletinNumber, noticeNumber } from './zh/document.ts';

/** Everything the bot says in English, its second language. Names, titles and a person's own words stay as they are. */
export const en = {
  day,
  standing,
  taskName,
  unitAs,
  refusal: (refusal) => refusals[refusal],
  role: (role) => roleNames[role],
  card,
  notice,
  alarm,
  answer,
  form,
  plan,
  revision,
  conversation,
  file,
  own,
  room,
  sheet,
  chat,
  desk,
  document: { supervisionNotice, noticeNumber, ledgerHead, bulletinNumber, bulletinTitle, bulletin, bulletinAnnex },
} satisfies Catalogue;

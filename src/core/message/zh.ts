import type { Catalogue } from './catalogue.ts';
import { alarm } from './zh/alarm.ts';
import { answer } from './zh/answer.ts';
import { card } from './zh/card.ts';
import { chat } from './zh/chat.ts';
import { conversation } from './zh/conversation.ts';
import { desk } from './zh/desk.ts';
import {
  bulletin,
  bulletinAnnex,
  bulletinNumber,
  bulletinTitle,
  ledgerHead,
  noticeNumber,
  supervisionNotice,
} from './zh/document.ts';
import { file } from './zh/file.ts';
import { form } from './zh/form.ts';
import { notice } from './zh/notice.ts';
import { own } from './zh/own.ts';
import { plan } from './zh/plan.ts';
import { revision } from './zh/revision.ts';
import { room } from './zh/room.ts';
import { sheet } from './zh/sheet.ts';
import { day, refusals, roleNames, standing, taskName, unitAs } from './zh/words.ts';

/** Everything the bot says in Chinese: a courteous, brief colleague from the office. */
export const zh: Catalogue = {
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
};

// A Bolt app that acknowledges messages and does nothing else: the bound of the bench. Prints its address.
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver } from '@slack/bolt';
import express from 'express';

const router = express.Router();
const receiver = new ExpressReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  router,
  app: express(),
});
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench' }), convoStore: false });
app.message(async () => {});
const listener = express()
  .use(router)
  .listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(listener.address() as AddressInfo).port}\n`);
  });

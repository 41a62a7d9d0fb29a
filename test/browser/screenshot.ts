// Takes the README's picture of the desk: node test/browser/screenshot.ts [address] [file]
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { deskServer } from '../support/desk-server.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { chromiumPath } from './chromium.ts';

const [address, file] = process.argv.slice(2);
const picture = file ?? fileURLToPath(new URL('../../src/desk/screenshot.png', import.meta.url));

const server = address === undefined ? await deskServer(fakeDesk()) : null;
const executablePath = chromiumPath();
if (executablePath === null) throw new Error('No Chromium here: apt-get install chromium fonts-noto-cjk');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address ?? server?.url ?? '');
  await page.getByTestId('bot-message').first().waitFor();
  await page.getByTestId('section-lights').getByTestId('unit-lights').first().waitFor();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: picture });
  process.stdout.write(`${picture}\n`);
} finally {
  await browser.close();
  await server?.close();
}

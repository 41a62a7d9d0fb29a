import type { Command } from 'commander';
import { signInMinutes } from '../core/sign-in.ts';
import { deskAddress } from '../wire-sign-in.ts';
import type { CommandKit } from './kit.ts';
import { BadInput } from './output.ts';

/** `duban desk link`: the page of a live office, where the chat cannot hand out the link. */
export function deskCommands(program: Command, kit: CommandKit): void {
  const { out, acting, asPerson } = kit;
  asPerson(
    program
      .command('desk')
      .description('工作台网页')
      .command('link')
      .description(`给某人一个登录链接：${signInMinutes.link} 分钟内有效，只能打开一次`)
      .addHelpText('after', '\n例：duban desk link --as 林晓雯'),
  ).action((options) =>
    acting(options, async (bot, _scene, by) => {
      if (bot.config.mode === 'demo') throw new BadInput('演示模式不需要登录，直接打开网页即可');
      if (bot.config.publicUrl === null)
        throw new BadInput('没有设置网页地址：请设置 DUBAN_PUBLIC_URL（浏览器所用的网址）后重新启动');
      const address = await deskAddress(bot, by);
      if (address === null) throw new BadInput('此人今天没有任何职务，不能登录');
      out.line(address);
    }),
  );
}

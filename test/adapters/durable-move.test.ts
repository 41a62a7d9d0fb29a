import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyWhole, renameWhole } from '../../src/adapters/database/durable-move.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-durable-'));
  mkdirSync(join(folder, 'rows.new', 'base', '1'), { recursive: true });
  for (const name of ['PG_VERSION', 'base/1/1247', 'base/1/1249']) writeFileSync(join(folder, 'rows.new', name), name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that gets its name', () => {
  it('has every file and every list of names on the disk before, the innermost first, and its own name after', () => {
    const synced: string[] = [];
    const isRenamed: boolean[] = [];

    renameWhole(join(folder, 'rows.new'), join(folder, 'rows'), (path) => {
      synced.push(relative(folder, path));
      isRenamed.push(readdirSync(folder).includes('rows'));
    });

    expect(synced).toEqual([
      'rows.new/PG_VERSION',
      'rows.new/base/1/1247',
      'rows.new/base/1/1249',
      'rows.new/base/1',
      'rows.new/base',
      'rows.new',
      '',
    ]);
    expect(isRenamed).toEqual([false, false, false, false, false, false, true]);
  });

  it('keeps its old name when something in it cannot be made sure of', () => {
    const fails = () => {
      throw new Error('EIO');
    };

    expect(() => renameWhole(join(folder, 'rows.new'), join(folder, 'rows'), fails)).toThrow('EIO');

    expect(readdirSync(folder)).toEqual(['rows.new']);
  });

  it('is copied whole, over what a copy that broke off left behind', () => {
    mkdirSync(join(folder, 'backup.part'));
    writeFileSync(join(folder, 'backup.part', 'half'), 'x');

    copyWhole(join(folder, 'rows.new'), join(folder, 'backup'));

    expect(readdirSync(folder).toSorted()).toEqual(['backup', 'rows.new']);
    expect(readdirSync(join(folder, 'backup')).toSorted()).toEqual(['PG_VERSION', 'base']);
    expect(readFileSync(join(folder, 'backup', 'base', '1', '1247'), 'utf8')).toBe('base/1/1247');
  });
});

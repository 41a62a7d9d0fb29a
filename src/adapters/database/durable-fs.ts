import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What Emscripten's file system hands to a stream operation; only what is read here. */
interface Stream {
  readonly nfd?: number;
  readonly node: unknown;
}
interface EmscriptenModule {
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: { realPath(node: unknown): string; readonly stream_ops: { fsync?: (stream: Stream) => number } };
    };
  };
}

/**
 * Files on disk with a real fsync. The file system that PGlite brings has none, so that a commit it acknowledged could be lost
 * with the power; `synced` counts the calls, to prove at the start that they happen.
 */
export class DurableNodeFS extends NodeFS {
  synced = 0;

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const started = await super.init(pg, options);
    const preRun = started.emscriptenOpts.preRun as unknown as ((module: EmscriptenModule) => void)[];
    preRun.push((module) => {
      const files = module.FS.filesystems.NODEFS;
      files.stream_ops.fsync = (stream) => {
        this.synced += 1;
        if (stream.nfd !== undefined) {
          fsyncSync(stream.nfd);
          return 0;
        }
        const file = openSync(files.realPath(stream.node), 'r');
        try {
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        return 0;
      };
    });
    return started;
  }
}

import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip file to be made. `claimedSize` is the unpacked size its directory states, if not the true one. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly packed?: boolean;
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
}

/** The bytes of a zip file with these parts: stored as they are, or deflated where `packed`. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const body = part.packed ? deflateRawSync(content) : content;
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(part.encrypted ? 0x801 : 0x800, 2);
    header.writeUInt16LE(part.packed ? 8 : 0, 4);
    header.writeUInt32LE(0x0021_0000, 6);
    header.writeUInt32LE(crc32(content), 10);
    header.writeUInt32LE(body.length, 14);
    header.writeUInt32LE(part.claimedSize ?? content.length, 18);
    header.writeUInt16LE(name.length, 22);

    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), header, name, body);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, entry, name);
    offset += 30 + name.length + body.length;
  }
  return withDirectory(bodies, directory, parts.length, offset);
}

function withDirectory(
  bodies: readonly Buffer[],
  directory: readonly Buffer[],
  entries: number,
  offset: number,
): Uint8Array {
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(entries, 0xffff), 4);
  end.writeUInt16LE(Math.min(entries, 0xffff), 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** An office file from the XML of its parts, by name. */
export function officeFile(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipOf(Object.entries(parts).map(([name, content]) => ({ name, content, packed: true })));
}

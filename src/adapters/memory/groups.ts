/** Ids gathered under a key: an index. */
export class Groups<Key, Member> {
  readonly #members = new Map<Key, Set<Member>>();

  add(key: Key, member: Member): void {
    const members = this.#members.get(key);
    if (members) members.add(member);
    else this.#members.set(key, new Set([member]));
  }

  remove(key: Key, member: Member): void {
    this.#members.get(key)?.delete(member);
  }

  of(key: Key): ReadonlySet<Member> {
    return this.#members.get(key) ?? new Set();
  }
}

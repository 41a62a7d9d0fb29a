const NEARLY =
  /(基本|大体|大致|差不多|接近|即将|快要?|马上|almost|nearly)(上)?\s*(已经?)?(都|全部)?(完成|办结|办完|结束|done|finished)/i;

/** True for words that sound like done without saying so (基本完成): kept as said, and the sender is asked. */
export function soundsNearlyDone(text: string): boolean {
  return NEARLY.test(text.slice(0, 2_000));
}

/** True for words that answer a request for a supplement (已补充, 补齐了, 完善后再报) without claiming completion. */
export function saysSupplemented(text: string): boolean {
  return /补充|补齐|补正|补报|完善/.test(text.slice(0, 2_000));
}

import { describe, expect, it } from 'vitest';
import { localMorning, quietRefusal, sendableAt } from '../../src/core/quiet-hours.ts';
import { at, day } from '../support/builders.ts';

const noon = { from: '12:00', to: '14:00' };
const night = { from: '19:00', to: '08:30' };
const waits = { urgent: false, day: null };

describe('quiet hours', () => {
  it.each([
    ['before them', noon, '2026-03-31 11:59', waits, '2026-03-31 11:59'],
    ['as they begin', noon, '2026-03-31 12:00', waits, '2026-03-31 14:00'],
    ['within them', noon, '2026-03-31 13:59', waits, '2026-03-31 14:00'],
    ['as they end', noon, '2026-03-31 14:00', waits, '2026-03-31 14:00'],
    ['in the evening', night, '2026-03-31 20:15', waits, '2026-04-01 08:30'],
    ['after midnight', night, '2026-04-01 00:10', waits, '2026-04-01 08:30'],
    ['in the morning', night, '2026-04-01 08:29', waits, '2026-04-01 08:30'],
    ['between two nights', night, '2026-03-31 18:59', waits, '2026-03-31 18:59'],
    ['at noon, what is urgent', noon, '2026-03-31 12:30', { urgent: true, day: null }, '2026-03-31 12:30'],
    ['about today, at noon', noon, '2026-03-31 12:30', { urgent: false, day: day('2026-03-31') }, '2026-03-31 14:00'],
    ['about today, tonight', night, '2026-03-31 20:15', { urgent: false, day: day('2026-03-31') }, '2026-03-31 20:15'],
    [
      'about tomorrow, tonight',
      night,
      '2026-03-31 20:15',
      { urgent: false, day: day('2026-04-01') },
      '2026-04-01 08:30',
    ],
    ['of nobody', undefined, '2026-03-31 12:30', waits, '2026-03-31 12:30'],
  ])('%s', (_when, quiet, instant, about, expected) => {
    expect(sendableAt(at(instant), quiet, about)).toEqual(at(expected));
  });

  it.each([
    ['12:00', '14:00', null],
    ['19:00', '08:30', null],
    ['09:00', '16:59', null],
    ['10:00', '09:30', null],
    ['9:00', '10:00', 'quiet-hours-unclear'],
    ['24:00', '10:00', 'quiet-hours-unclear'],
    ['12:00', '12:00', 'quiet-hours-empty'],
    ['08:00', '18:00', 'quiet-hours-all-day'],
    ['17:00', '17:00', 'quiet-hours-empty'],
    ['20:00', '19:00', 'quiet-hours-all-day'],
    ['08:00', '07:00', 'quiet-hours-all-day'],
  ])('from %s to %s: %s', (from, to, refusal) => {
    expect(quietRefusal({ from, to })).toBe(refusal);
  });
});

describe('the hour of a morning card', () => {
  it.each([
    ['where the person is in Beijing', 'Asia/Shanghai', '2026-03-31 09:10'],
    ['in London, still on the same day', 'Europe/London', '2026-03-31 16:10'],
    ['in Urumqi by its own clock', 'Asia/Urumqi', '2026-03-31 11:10'],
    ['in Tokyo, never before the office decides', 'Asia/Tokyo', '2026-03-31 09:10'],
    ['in New York, the same evening', 'America/New_York', '2026-03-31 21:10'],
    ['in Honolulu, where it would be the next day', 'Pacific/Honolulu', '2026-03-31 09:10'],
    ['in a zone that nobody knows', 'Mars/Olympus', '2026-03-31 09:10'],
    ['without a zone', undefined, '2026-03-31 09:10'],
  ])('%s', (_where, zone, expected) => {
    expect(localMorning(at('2026-03-31 09:10'), zone)).toEqual(at(expected));
  });
});

import type { Request, Response } from 'express';
import { ApiRefusal } from './api-error.ts';
import type { Persona } from './api-schema.ts';

const COOKIE = 'duban_persona';

/** Remembers the persona in this browser: out of scripts' reach, never sent from another site. */
export function rememberPersona(response: Response, personId: string): void {
  response.cookie(COOKIE, personId, { httpOnly: true, sameSite: 'strict', path: '/' });
}

/** The persona of the request's cookie, or null when none (or one that is no longer there) was chosen. */
export function personaOf(request: Request, personas: readonly Persona[]): Persona | null {
  const id = cookieOf(request, COOKIE);
  return personas.find((persona) => persona.id === id) ?? null;
}

/**
 * The persona in whose name the request acts. Refuses when none is chosen, and when the page thinks it is somebody else
 * (header `duban-persona`): another tab has changed the cookie, and nobody should act under a name that is not on the screen.
 */
export function actingPersona(request: Request, persona: Persona | null): Persona {
  if (!persona) throw new ApiRefusal('no-persona');
  const shown = request.get('duban-persona');
  if (shown !== undefined && shown !== encodeURIComponent(persona.id)) throw new ApiRefusal('persona-changed');
  return persona;
}

/** The value of a cookie of the request. */
export function cookieOf(request: Request, name: string): string | undefined {
  return cookies(request.headers.cookie ?? '').get(name);
}

function cookies(header: string): Map<string, string> {
  const pairs = header.split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
  });
  return new Map(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

import type { Request } from 'express';
import { ApiRefusal } from './api-error.ts';
import type { Persona } from './api-schema.ts';
import type { DeskServices, SignInServices } from './desk-services.ts';
import { cookieOf, personaOf } from './persona.ts';

/** Who a request comes from. */
export interface Visitors {
  /** Whom the visitor can be. Throws `signed-out` where somebody must sign in first. */
  all(request: Request): Promise<readonly Persona[]>;
  /** Who the visitor is, or null when nobody was chosen. */
  chosen(request: Request, personas: readonly Persona[]): Persona | null;
}

/** In the demo the visitor is whoever they choose to be. */
export function demoVisitors(services: DeskServices): Visitors {
  return { all: () => services.personas(), chosen: personaOf };
}

export const SESSION_COOKIE = 'duban_session';

/** In a live office a visitor is the person who signed in, and nobody else. */
export function signedIn(signIn: SignInServices): Visitors {
  return {
    async all(request) {
      const secret = cookieOf(request, SESSION_COOKIE);
      const isAct = request.method !== 'GET' && request.method !== 'HEAD';
      const active = isAct || request.get('duban-active') === 'yes';
      const person = secret ? await signIn.person(secret, active) : null;
      if (!person) throw new ApiRefusal('signed-out');
      return [person];
    },
    chosen: (_request, [person]) => person ?? null,
  };
}

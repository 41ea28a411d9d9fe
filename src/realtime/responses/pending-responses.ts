import { keepNewest } from '#shared/base/keep-newest.ts';

export type ResponseRequest = {
  /** Overrides for this one response; a request with its own payload is never merged with another. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Items the response is meant to answer; a response that began after they arrived answers them too. */
  readonly answers?: readonly string[];
  /** Waits until the person has stopped speaking. */
  readonly patient?: boolean;
};

/** A response that was asked for and has not begun. */
export type PendingResponse = {
  /** A fresh one for each attempt, so that a late refusal of an earlier attempt is not taken for this one. */
  requestId: string;
  readonly params: ResponseRequest['params'];
  patient: boolean;
  /** Whether any response that can see the items will do; a payload or a request without items wants its own. */
  sharable: boolean;
  /** Items to be answered that the server has not confirmed yet. */
  readonly unseen: Set<string>;
  /** How often the server refused it because another response was running. */
  conflicts: number;
};

/** Whether a response that begins now sees everything this request is about. */
export function isAnsweredByOthers(request: PendingResponse): boolean {
  return request.sharable && request.unseen.size === 0;
}

/** Doubted requests remembered; a refusal comes within a round trip or not at all. */
const MAX_DOUBTED = 4;

/** Items remembered; an output waits for the others of its response, seldom longer than a few items. */
const MAX_ARRIVED = 64;

/** The line of responses that wait for their turn. */
export class PendingResponses {
  readonly #newRequestId: () => string;
  #line: PendingResponse[] = [];
  /** Requests that seem to have been met, by a response that may have had another cause. */
  #doubted: PendingResponse[] = [];

  /** The newest items of the conversation, for a request that comes after what it is about. */
  readonly #arrived = new Set<string>();

  constructor(newRequestId: () => string) {
    this.#newRequestId = newRequestId;
  }

  get isEmpty(): boolean {
    return this.#line.length === 0;
  }

  /** A request without a payload of its own merges with one that already waits. */
  add({ params, answers = [], patient = false }: ResponseRequest): void {
    const sharable = params === undefined && answers.length > 0;
    const unseen = new Set(answers.filter((itemId) => !this.#arrived.has(itemId)));
    const last = this.#line.at(-1);
    if (last === undefined || last.params !== undefined || params !== undefined) {
      const requestId = this.#newRequestId();
      this.#line.push({ requestId, params, patient, sharable, unseen, conflicts: 0 });
      return;
    }
    for (const itemId of unseen) last.unseen.add(itemId);
    last.sharable &&= sharable;
    last.patient &&= patient;
  }

  /** A refused request goes back to the front. */
  putBack(request: PendingResponse): void {
    request.requestId = this.#newRequestId();
    this.#line.unshift(request);
  }

  /** Keeps a request that was met only as far as anyone can tell. */
  doubt(request: PendingResponse): void {
    this.#doubted = [...this.#doubted, request].slice(-MAX_DOUBTED);
  }

  /** The doubted request of this id, which was refused after all. */
  takeDoubted(requestId: string | undefined): PendingResponse | undefined {
    const request = this.#doubted.find((doubted) => doubted.requestId === requestId);
    this.#doubted = this.#doubted.filter((doubted) => doubted !== request);
    return request;
  }

  /** The next one that may go out now; patient ones stay while the person speaks. */
  take(userSpeaking: boolean): PendingResponse | undefined {
    const index = this.#line.findIndex((request) => !(request.patient && userSpeaking));
    return index < 0 ? undefined : this.#line.splice(index, 1)[0];
  }

  markArrived(itemId: string): void {
    this.#arrived.add(itemId);
    keepNewest(this.#arrived, MAX_ARRIVED);
    for (const request of [...this.#line, ...this.#doubted]) request.unseen.delete(itemId);
  }

  /** A response begins: what it can see needs no response of its own. */
  dropAnswered(): void {
    this.#line = this.#line.filter((request) => !isAnsweredByOthers(request));
    this.#doubted = this.#doubted.filter((request) => !isAnsweredByOthers(request));
  }

  clear(): void {
    this.#line = [];
    this.#doubted = [];
    this.#arrived.clear();
  }
}

import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import type { Log } from '../../ports.ts';
import type { ApiError, ApiErrorCode } from './api-schema.ts';

const STATUS: Record<ApiErrorCode, number> = {
  'wrong-host': 421,
  'wrong-origin': 403,
  'bad-input': 400,
  'unreadable-text': 400,
  'too-large': 413,
  'empty-file': 400,
  'no-persona': 401,
  'signed-out': 401,
  'link-spent': 410,
  'too-often': 429,
  'persona-changed': 409,
  'not-there': 404,
  'clock-busy': 409,
  internal: 500,
};

const TEXT: Record<ApiErrorCode, string> = {
  'wrong-host': '请使用本系统的正式网址访问；演示只在本机打开，网址是 http://127.0.0.1 或 http://localhost。',
  'wrong-origin': '请求不是从本页面发出的，未受理。',
  'bad-input': '提交的内容不符合要求，未受理。请刷新页面后重试。',
  'unreadable-text': '内容中有无法保存的字符，未受理。请去掉特殊字符后再发。',
  'too-large': '内容过大，未受理。文字不超过 1 MB，文件不超过 20 MB。',
  'empty-file': '文件是空的，未受理。请检查后重新选择。',
  'no-persona': '请先选择身份。',
  'signed-out': '尚未登录，或登录已过期。请在与督办的对话中取得新的链接。',
  'link-spent': '链接已使用或已过期。请在与督办的对话中取得新的链接。',
  'too-often': '尝试过于频繁，请一分钟后再试。',
  'persona-changed': '身份已在另一页面更换，本次操作未受理。页面将按新身份刷新。',
  'not-there': '没有找到，或不在您的范围内。',
  'clock-busy': '时钟正在前进，请稍候。',
  internal: '系统出错，本次操作可能未完成。请稍后刷新查看。',
};

/** Stops a request with one of the API's codes; the text for the person follows from the code. */
export class ApiRefusal extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode) {
    super(code);
    this.name = 'ApiRefusal';
    this.code = code;
  }
}

/** Answers with a code, its status and its text, and nothing about the inside. */
export function sendError(response: Response, code: ApiErrorCode): void {
  const body: ApiError = { error: { code, text: TEXT[code] } };
  response.status(STATUS[code]).json(body);
}

/** Whatever no route took. */
export const notThere: RequestHandler = (_request, response) => sendError(response, 'not-there');

/** The last handler: known refusals by their code, anything else is logged and answered as `internal`, without a trace. */
export function lastHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const code = codeOf(error);
    if (code === 'internal') log.error({ err: error, path: request.path }, 'web request failed');
    sendError(response, code);
  };
}

function codeOf(error: unknown): ApiErrorCode {
  if (error instanceof ApiRefusal) return error.code;
  if (error instanceof ZodError) {
    return error.issues.some((issue) => issue.message === 'unreadable-text') ? 'unreadable-text' : 'bad-input';
  }
  // body-parser and the router mark what the client did wrong by a status of its own.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return 'too-large';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'bad-input' : 'internal';
}

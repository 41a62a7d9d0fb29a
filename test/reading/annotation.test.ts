import { describe, expect, it } from 'vitest';
import { takeAnnotations } from '../../src/reading/annotation.ts';

describe('taking annotations out of a text', () => {
  it('takes a bracket with keys, whatever its brackets and blanks', () => {
    expect(takeAnnotations('严格执法。〔责任单位：市财政局，完成时 限：10 月中旬）')).toEqual({
      text: '严格执法。',
      fields: [
        { kind: 'responsible', value: '市财政局' },
        { kind: 'limit', value: '10 月中旬' },
      ],
      unclosed: null,
    });
  });

  it('takes keys that follow the sentence without a bracket', () => {
    expect(takeAnnotations('完成改造。牵头单位：区住建局；配合单位：各镇（街道）；完成时限：6月底前。')).toMatchObject({
      text: '完成改造。',
      fields: [
        { kind: 'lead', value: '区住建局' },
        { kind: 'supporting', value: '各镇（街道）' },
        { kind: 'limit', value: '6月底前' },
      ],
    });
  });

  it('leaves the bracket of a group of places in its name', () => {
    expect(takeAnnotations('开展排查。配合单位：县残联、各乡镇（街道）').fields).toEqual([
      { kind: 'supporting', value: '县残联、各乡镇（街道）' },
    ]);
  });

  it.each([
    ['组织运动会。（体育组、各年级组）', [{ kind: 'shared', value: '体育组、各年级组' }]],
    ['开展教学检查（含实验教学）', []],
    ['公布结果。（另行通知）', []],
  ])('takes names alone behind the stop of a sentence: %s', (text, fields) => {
    expect(takeAnnotations(text).fields).toEqual(fields);
  });

  it('takes keys in brackets of their own', () => {
    expect(takeAnnotations('新建学校。【责任单位】市教育局 【完成时限】8月25日前').fields).toEqual([
      { kind: 'responsible', value: '市教育局' },
      { kind: 'limit', value: '8月25日前' },
    ]);
  });

  it.each([
    ['整改责任单位：县财政局', [{ kind: 'responsible', value: '县财政局' }]],
    ['责任股室：安全股', [{ kind: 'responsible', value: '安全股' }]],
    [
      '牵头单位——县公路中心；配合单位——各乡镇',
      [
        { kind: 'lead', value: '县公路中心' },
        { kind: 'supporting', value: '各乡镇' },
      ],
    ],
    [
      '责任单位 县教育局   完成时限 全年',
      [
        { kind: 'responsible', value: '县教育局' },
        { kind: 'limit', value: '全年' },
      ],
    ],
    ['动员部署（11月10日前）。各单位制定方案。', [{ kind: 'limit', value: '11月10日前' }]],
    ['主汛期（6月—8月）加密会商频次。', []],
  ])('%s', (text, fields) => {
    expect(takeAnnotations(text).fields).toEqual(fields);
  });

  it.each([
    ['完成排查。（6月底前）', [{ kind: 'limit', value: '6月底前' }]],
    ['完成排查。（市应急局牵头，市公安局配合）', [{ kind: 'shared', value: '市应急局牵头，市公安局配合' }]],
    ['动员部署阶段（3月1日—3月31日）。召开会议。', [{ kind: 'limit', value: '3月1日—3月31日' }]],
    [
      '完成排查。（牵头单位 市委网信办 配合单位 市公安局）',
      [
        { kind: 'lead', value: '市委网信办' },
        { kind: 'supporting', value: '市公安局' },
      ],
    ],
  ])('%s', (text, fields) => {
    expect(takeAnnotations(text).fields).toEqual(fields);
  });

  it.each([
    '修订《导则（2019年版）》，经评审后印发。',
    '召开成员单位（扩大）会议。',
    '报县农业农村局（联系人：方某，电话：2233445）。',
    '依据国发〔2015〕59号文件开展工作。',
  ])('leaves %s alone', (text) => {
    expect(takeAnnotations(text)).toEqual({ text, fields: [], unclosed: null });
  });

  it('takes keys that lost their colon before a unit or a time', () => {
    expect(takeAnnotations('改造敬老院4所。牵头单位县民政局，责任单位县财政局，完成时限为 11 月底。').fields).toEqual([
      { kind: 'lead', value: '县民政局' },
      { kind: 'responsible', value: '县财政局' },
      { kind: 'limit', value: '11 月底' },
    ]);
    expect(takeAnnotations('制定方案。主办单位4月15日前制定办理方案。').fields).toEqual([]);
  });

  it('names the bracket that never closes', () => {
    expect(takeAnnotations('组织培训。（时限：9 月')).toEqual({
      text: '组织培训。',
      fields: [{ kind: 'limit', value: '9 月' }],
      unclosed: '（时限：9 月',
    });
  });
});

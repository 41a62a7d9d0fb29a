# The desk is built with the development packages, which stay behind. Not built by the tests: see README, Operation.
FROM node:24-slim AS built
WORKDIR /app
COPY . .
RUN npm ci

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production DUBAN_DATA_DIR=/data
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY prisma ./prisma
COPY --from=built /app/src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "src/main.ts"]

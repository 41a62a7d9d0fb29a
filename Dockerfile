# Two stages: the desk and the database client are made with the development packages, which stay behind.
FROM node:24-slim AS built
WORKDIR /app
# Packages first: they change less often than the source. The scripts after installing need it, and run below.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The host's Node is 24 already; the package `node` of the development tools is not needed here.
RUN node src/setup.ts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production DUBAN_DATA_DIR=/data
COPY package.json package-lock.json LICENSE ./
# Nothing that runs in the office needs a script to be installed.
RUN npm ci --omit=dev --omit=optional --omit=peer --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY prisma/migrations ./prisma/migrations
COPY --from=built /app/src ./src
# Files of the office belong to the account that runs the bot, and to nobody else.
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
# Fails when what is due has waited for more than a minute, not when the bot is busy.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/healthz`).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Ends by itself on SIGTERM: what is under way is finished first.
CMD ["node", "src/main.ts"]

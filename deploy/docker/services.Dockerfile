# The services: stateless, each a module of lexora_services. Build it from the folder that holds compose.yaml.

FROM python:3.11.13-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/services.txt /requirements.txt
RUN python -m venv /packages \
    && /packages/bin/pip install --require-hashes --only-binary :all: -r /requirements.txt

FROM python:3.11.13-slim-bookworm
RUN groupadd --gid 10001 lexora \
    && useradd --uid 10001 --gid lexora --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin lexora
ENV PATH=/packages/bin:$PATH \
    PYTHONPATH=/app/src \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LEXORA_ENV_FILE= \
    SERVICE_HOST=0.0.0.0 \
    SERVICE_PORT=8001
WORKDIR /app
COPY --from=packages /packages /packages
COPY content content
COPY src/lexora_language src/lexora_language
COPY src/lexora_contract src/lexora_contract
COPY src/lexora_services src/lexora_services
RUN python -m compileall -q src
USER 10001:10001
EXPOSE 8001
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8001/health', timeout=4)"]
CMD ["python", "-m", "lexora_services.translation"]

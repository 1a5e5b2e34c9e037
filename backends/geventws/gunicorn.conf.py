"""gunicorn's configuration: `gunicorn -c backends/geventws/gunicorn.conf.py`.

One worker, because the rooms are in its memory: a second worker would have different rooms.
"""

wsgi_app = "backends.geventws.wsgi:app"
worker_class = "geventwebsocket.gunicorn.workers.GeventWebSocketWorker"
workers = 1
graceful_timeout = 3
control_socket_disable = True
